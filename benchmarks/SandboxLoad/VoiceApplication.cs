namespace SandboxLoad;

/// <summary>Behind the Voice URL: dials whom the caller asked for.</summary>
internal sealed class VoiceApplication(WebApplication app) : IAsyncDisposable
{
    public string Url => app.Urls.Single() + "/voice";

    public static async Task<VoiceApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/voice", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            return Results.Content($"<Response><Dial><Client>{form["To"]}</Client></Dial></Response>", "text/xml");
        });
        await app.StartAsync();
        return new VoiceApplication(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
