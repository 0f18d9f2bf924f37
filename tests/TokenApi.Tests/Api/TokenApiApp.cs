using System.Net.Http.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using TokenApi.Tokens;

namespace TokenApi.Tests.Api;

/// <summary>
/// The real API in this process, in production with the sandbox account, on a clock that stands still and with logs that can be read.
/// </summary>
public sealed class TokenApiApp : WebApplicationFactory<Program>
{
    private readonly ChangingSettings _changes = new();
    private TwilioOptions _twilio = TestAccount.Sandbox();
    private string _environment = "Production";
    private TimeProvider? _otherClock;

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));

    public LogRecorder Logs { get; } = new();

    /// <summary>What differs from the sandbox account's settings, by configuration key.</summary>
    public Dictionary<string, string> Settings { get; init; } = [];

    public static TokenApiApp WithRealAccount(string environment = "Production") =>
        new() { _twilio = TestAccount.Real(), _environment = environment };

    public static TokenApiApp WithClock(TimeProvider clock, string environment = "Production", Dictionary<string, string>? settings = null) =>
        new() { _otherClock = clock, _environment = environment, Settings = settings ?? [] };

    public static TokenApiApp In(string environment, Dictionary<string, string>? settings = null) =>
        new() { _environment = environment, Settings = settings ?? [] };

    /// <summary>Changes one setting of the running service, as an edited file does.</summary>
    public void Change(string key, string value) => _changes.Set(key, value);

    /// <summary>A client of the real server on loopback, which has limits, remote addresses and raw request targets; the one for tests has not.</summary>
    public HttpClient CreateLoopbackClient()
    {
        UseKestrel();
        StartServer();
        return CreateClient();
    }

    public async Task<HttpClient> SignedInAs(string name)
    {
        var client = CreateClient();
        var response = await client.PostAsJsonAsync("/api/session", new { name }, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(_environment);
        // For the loopback client. Not UseKestrel(port): that sets the port while the application is already starting, and sometimes too late.
        builder.UseSetting("urls", "http://127.0.0.1:0");
        // Many of these live at once, and a machine has only so many file watchers.
        builder.UseSetting("hostBuilder:reloadConfigOnChange", "false");
        foreach (var (key, value) in _twilio.AsConfiguration().Concat(Settings))
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureAppConfiguration(configuration => configuration.Add(_changes));
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Logs).AddFilter<LogRecorder>(null, LogLevel.Trace));
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton(_otherClock ?? Clock);
            // Leaves no keys behind in the home directory.
            services.AddDataProtection().UseEphemeralDataProtectionProvider();
        });
    }

    private sealed class ChangingSettings : ConfigurationProvider, IConfigurationSource
    {
        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public override void Set(string key, string? value)
        {
            base.Set(key, value);
            OnReload();
        }
    }
}
