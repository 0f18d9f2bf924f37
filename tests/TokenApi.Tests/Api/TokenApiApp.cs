using System.Net.Http.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using TokenApi.Tests.SignIn;
using TokenApi.Tokens;

namespace TokenApi.Tests.Api;

/// <summary>
/// The real API in this process, in production with the sandbox account, on a clock that stands still and with logs that can be read.
/// </summary>
public sealed class TokenApiApp : WebApplicationFactory<Program>
{
    private TwilioOptions _twilio = TestAccount.Sandbox();
    private string _environment = "Production";
    private TimeProvider? _otherClock;

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));

    public LogRecorder Logs { get; } = new();

    /// <summary>Further settings. The limits are out of the way: on a clock that stands still, what was used up never comes back.</summary>
    public Dictionary<string, string> Settings { get; } = new() { ["RateLimits:PerIdentity"] = "100000", ["RateLimits:PerAddress"] = "100000" };

    public static TokenApiApp WithRealAccount(string environment = "Production") =>
        new()
        {
            _twilio = TestAccount.Real(),
            _environment = environment,
            Settings =
            {
                // Where people would sign in; without it there is no production. Nobody asks it anything here.
                ["Authentication:OpenIdConnect:Authority"] = environment == "Production" ? "https://login.example.com" : "",
                ["Authentication:OpenIdConnect:ClientId"] = environment == "Production" ? "phone" : "",
                ["Authentication:OpenIdConnect:ClientSecret"] = environment == "Production" ? "s3cret" : "",
            },
        };

    /// <summary>A real account, and a provider to sign in at. It goes by the real clock, since the provider does.</summary>
    public static TokenApiApp WithProvider(IdentityProvider provider, string environment = "Production")
    {
        var app = new TokenApiApp { _twilio = TestAccount.Real(), _environment = environment, _otherClock = TimeProvider.System };
        foreach (var (key, value) in provider.Settings)
        {
            app.Settings[key] = value;
        }

        return app;
    }

    public static TokenApiApp WithClock(TimeProvider clock, string environment = "Production") =>
        new() { _otherClock = clock, _environment = environment };

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
        foreach (var (key, value) in _twilio.AsConfiguration().Concat(Settings))
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Logs).AddFilter<LogRecorder>(null, LogLevel.Trace));
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton(_otherClock ?? Clock);
            // Leaves no keys behind in the home directory.
            services.AddDataProtection().UseEphemeralDataProtectionProvider();
        });
    }
}
