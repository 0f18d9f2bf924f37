using System.Net;
using TokenApi.Voice;

namespace TokenApi.Tests.Voice;

/// <summary>Many requests to the Voice URL that are not from Twilio.</summary>
public sealed class VoiceFloodTests : IDisposable
{
    private readonly TokenApiApp _app = new() { Settings = { ["RateLimits:PerAddress"] = "3" } };

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("/voice", "POST")]
    [InlineData("/voice", "GET")]
    [InlineData("/VOICE/", "POST")]
    public async Task Voice_url_has_a_limit_for_each_address(string path, string method)
    {
        for (var i = 0; i < 3; i++)
        {
            Assert.NotEqual(429, await Send(path, method, "192.0.2.1"));
        }

        Assert.Equal(429, await Send(path, method, "192.0.2.1"));
        Assert.NotEqual(429, await Send(path, method, "192.0.2.2"));
        Assert.NotEqual(429, await Send("/api/session", "GET", "192.0.2.1"));
    }

    [Fact]
    public async Task Refusals_are_logged_once_a_second_for_each_address_with_a_count()
    {
        _app.Settings["RateLimits:PerAddress"] = "1000";
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(403, await Send("/voice", "GET", "192.0.2.1"));
        }

        Assert.Equal(403, await Send("/voice", "GET", "192.0.2.2"));
        Assert.Equal(2, _app.Logs.From<VoiceCall>().Count());

        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        await Send("/voice", "GET", "192.0.2.1");

        Assert.Contains("49 earlier refusals of this client were not logged", _app.Logs.From<VoiceCall>().Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logged_address_has_at_most_200_characters()
    {
        await _app.CreateLoopbackClient().GetWith("/voice", "Host", new string('h', 250));

        Assert.Contains(_app.Logs.From<VoiceCall>(), line => line.Contains(new string('h', 193), StringComparison.Ordinal));
        Assert.All(_app.Logs.From<VoiceCall>(), line => Assert.DoesNotContain(new string('h', 194), line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/api/tokens/capability", "Token refused")]
    [InlineData("/api/session", "from a page of another origin")]
    public async Task Other_refusals_are_logged_once_a_second_too(string path, string message)
    {
        for (var i = 0; i < 20; i++)
        {
            await _app.Server.SendAsync(context =>
            {
                (context.Request.Method, context.Request.Path, context.Request.Host) = ("POST", path, new("localhost"));
                context.Request.Headers.Origin = path == "/api/session" ? "https://evil.example" : "http://localhost";
            }, TestContext.Current.CancellationToken);
        }

        // One line for 401, and one for 429.
        Assert.InRange(_app.Logs.Lines.Count(line => line.Contains(message, StringComparison.Ordinal)), 1, 2);
    }

    private async Task<int> Send(string path, string method, string address) => (await _app.Server.SendAsync(context =>
    {
        (context.Request.Method, context.Request.Path, context.Request.Host) = (method, path, new("localhost"));
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
    })).Response.StatusCode;
}
