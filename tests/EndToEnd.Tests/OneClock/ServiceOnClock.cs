using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace EndToEnd.Tests.OneClock;

/// <summary>A service in this process, on a real port, with the clock of the test.</summary>
internal sealed class ServiceOnClock<TProgram> : WebApplicationFactory<TProgram>
    where TProgram : class
{
    private readonly Dictionary<string, string> _settings;
    private readonly TimeProvider _clock;
    private readonly FakeLogCollector _logs;

    public ServiceOnClock(Dictionary<string, string> settings, TimeProvider clock, FakeLogCollector logs)
    {
        (_settings, _clock, _logs) = (settings, clock, logs);
        UseKestrel();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        foreach (var (name, value) in _settings)
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(new FakeLoggerProvider(_logs)));
        builder.ConfigureTestServices(services => services.AddSingleton(_clock));
    }
}
