using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using TwilioSandbox.Account;
using TwilioSandbox.Events;
using TwilioSandbox.Media.Endpoint;

namespace TwilioSandbox.Tests;

/// <summary>The sandbox on a real port, with a clock and an application that the test controls.</summary>
public sealed class SandboxApp : WebApplicationFactory<Program>
{
    public const string AccountSid = BuiltInAccount.AccountSid;
    public const string ApplicationSid = BuiltInAccount.ApplicationSid;
    public const string ApiKeySid = BuiltInAccount.ApiKeySid;
    public const string ApiKeySecret = BuiltInAccount.ApiKeySecret;
    public const string AuthToken = BuiltInAccount.AuthToken;

    /// <summary>The limit of every wait, long enough for a busy machine.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _time;

    /// <param name="inRealTime">Whether the sandbox uses the system's time, as a browser does. <see cref="Clock"/> is then the time of construction.</param>
    public SandboxApp(bool inRealTime = false)
    {
        _time = inRealTime ? TimeProvider.System : Timers;
        if (inRealTime)
        {
            Clock.AdjustTime(_time.GetUtcNow());
        }

        UseKestrel();
    }

    public FakeTimeProvider Clock => Timers;

    /// <summary>The same clock. It tells when the sandbox starts a timer.</summary>
    public StrictClock Timers { get; } = new();

    public VoiceApplication Voice { get; } = new();

    /// <summary>Whether webhooks are sent over HTTP instead of to <see cref="Voice"/>.</summary>
    public bool SendsWebhooks { get; init; }

    /// <summary>Replaces the clock of the sound.</summary>
    internal MediaClock? MediaClock { get; init; }

    /// <summary>More settings of the sandbox, such as <c>VoiceMethod</c>. Set them before the first device connects.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    public TestToken Token(string? incoming = null, string? outgoing = null) => new(Clock, incoming, outgoing);

    public async Task<TestDevice> ConnectAsync(string? origin = null)
    {
        StartServer();
        var socket = new ClientWebSocket();
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        var url = new UriBuilder(ClientOptions.BaseAddress) { Scheme = "ws", Path = "/signal" }.Uri;
        await socket.ConnectAsync(url, TestContext.Current.CancellationToken);
        return new TestDevice(socket);
    }

    /// <summary>A connected and registered device.</summary>
    public Task<TestDevice> ConnectAsync(TestToken token) => ConnectWithAsync(token.ToString());

    public async Task<TestDevice> ConnectWithAsync(string token)
    {
        var device = await ConnectAsync();
        await device.ListenAsync(token);
        await device.ReceiveAsync("connected");
        await device.SendAsync("register", new { media = new { audio = true } });
        await device.ReceiveAsync("ready");
        return device;
    }

    public async Task<JsonElement[]> EventsAsync(string type) =>
        [.. (await this.GetJsonAsync("/sandbox/events")).EnumerateArray().Where(e => e.Text("type") == type)];

    /// <summary>Waits for an event, the <paramref name="count"/>th of its kind.</summary>
    public async Task<JsonElement> EventAsync(string type, Func<JsonElement, bool>? which = null, int count = 1)
    {
        StartServer();
        var (journal, json) = (Services.GetRequiredService<Journal>(), Services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            await foreach (var entry in journal.FollowAsync(new(Types: [type]), limit.Token))
            {
                var seen = JsonSerializer.SerializeToElement(entry, json);
                if ((which is null || which(seen)) && --count == 0)
                {
                    return seen;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The exception below lists all events.
        }

        throw new TimeoutException($"No such {type} came, but: {await this.GetJsonAsync("/sandbox/events")}");
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        // UseKestrel(port) sets the port while the application is starting, and sometimes too late.
        builder.UseSetting("urls", "http://127.0.0.1:0");
        builder.UseSetting("Sandbox:AccountSid", AccountSid);
        builder.UseSetting("Sandbox:AuthToken", AuthToken);
        builder.UseSetting("Sandbox:ApplicationSid", ApplicationSid);
        builder.UseSetting("Sandbox:ApiKeySid", ApiKeySid);
        builder.UseSetting("Sandbox:ApiKeySecret", ApiKeySecret);
        builder.UseSetting("Sandbox:VoiceUrl", VoiceApplication.Url);
        foreach (var (name, value) in Settings)
        {
            builder.UseSetting($"Sandbox:{name}", value);
        }

        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.ConfigureServices(services =>
        {
            services.AddSingleton(_time);
            if (MediaClock is not null)
            {
                services.AddSingleton(MediaClock);
            }

            if (!SendsWebhooks)
            {
                services.AddHttpClient("Webhook").ConfigurePrimaryHttpMessageHandler(() => Voice);
            }
        });
    }
}
