using System.Net.Http.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using TwilioTokens;

namespace TokenApi.Tests.Support;

/// <summary>
/// The real API in this process, in production with the sandbox account, a fake clock and recorded logs.
/// </summary>
public sealed class TokenApiApp : WebApplicationFactory<Program>
{
    private readonly ChangingSettings _changes = new();
    private TwilioOptions _twilio = TestAccount.Sandbox();
    private string _environment = "Production";
    private TimeProvider? _otherClock;

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));

    public FakeLogCollector Logs { get; } = FakeLogCollector.Create(new());

    /// <summary>
    /// Configuration on top of the sandbox account. The rate limits are high.
    /// </summary>
    public Dictionary<string, string> Settings { get; } = new() { ["RateLimits:PerIdentity"] = "100000", ["RateLimits:PerAddress"] = "100000" };

    public static TokenApiApp WithRealAccount(string environment = "Production") =>
        new()
        {
            _twilio = TestAccount.Real(),
            _environment = environment,
            Settings =
            {
                ["DemoSignIn:AllowRealAccount"] = "true",
                // Production needs an identity provider. These tests do not use it.
                ["Authentication:Schemes:OpenIdConnect:Authority"] = environment == "Production" ? "https://login.example.com" : "",
                ["Authentication:Schemes:OpenIdConnect:ClientId"] = environment == "Production" ? "phone" : "",
                ["Authentication:Schemes:OpenIdConnect:ClientSecret"] = environment == "Production" ? "s3cret" : "",
            },
        };

    /// <summary>A real account with an identity provider, on the real clock, which the provider uses too.</summary>
    public static TokenApiApp WithProvider(IdentityProvider provider, string environment = "Production")
    {
        return new TokenApiApp { _twilio = TestAccount.Real(), _environment = environment, _otherClock = TimeProvider.System }.With(provider.Settings);
    }

    private TokenApiApp With(IEnumerable<KeyValuePair<string, string>>? settings)
    {
        foreach (var (key, value) in settings ?? [])
        {
            Settings[key] = value;
        }

        return this;
    }

    public static TokenApiApp WithClock(TimeProvider clock, string environment = "Production", Dictionary<string, string>? settings = null) =>
        new TokenApiApp { _otherClock = clock, _environment = environment }.With(settings);

    public static TokenApiApp In(string environment, Dictionary<string, string>? settings = null) =>
        new TokenApiApp { _environment = environment }.With(settings);

    /// <summary>Changes the configuration of the running service.</summary>
    public void Change(string key, string value) => _changes.Set(key, value);

    /// <summary>A client of Kestrel on loopback, which has request limits, remote addresses and raw request targets.</summary>
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
        // For the loopback client. UseKestrel(port) sometimes sets the port too late.
        builder.UseSetting("urls", "http://127.0.0.1:0");
        // Many instances run at once, and a machine has a limited number of file watchers.
        builder.UseSetting("hostBuilder:reloadConfigOnChange", "false");
        foreach (var (key, value) in _twilio.AsConfiguration().Concat(Settings))
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureAppConfiguration(configuration => configuration.Add(_changes));
        builder.ConfigureLogging(logging => logging.AddFilter<ConsoleLoggerProvider>(null, LogLevel.None).AddProvider(new FakeLoggerProvider(Logs)).AddFilter<FakeLoggerProvider>(null, LogLevel.Trace));
        builder.ConfigureTestServices(services => services.AddSingleton(_otherClock ?? Clock));
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
