using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using ServiceDefaults;

namespace TokenApi.Tests.Api;

/// <summary>What the console shows, and when.</summary>
public sealed class BatchedConsoleTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly FragileWriter _console = new();
    private readonly ServiceProvider _services;

    public BatchedConsoleTests()
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging
            .AddConfiguration(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Console:LogLevel:Quiet"] = "Warning" }).Build())
            .AddSimpleConsole(console => (console.IncludeScopes, console.SingleLine) = (true, true)));
        BatchedConsole.Use(services);
        services.Replace(ServiceDescriptor.Singleton<ILoggerProvider>(provider => new BatchedConsole(
            provider.GetServices<ConsoleFormatter>(), provider.GetRequiredService<IOptions<ConsoleLoggerOptions>>(), _console, _clock)));
        _services = services.BuildServiceProvider();
    }

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Lines_wait_a_moment_for_others_and_keep_their_order()
    {
        var logger = Logger("Test");
        using (logger.BeginScope("request 7"))
        {
            logger.LogInformation("one");
        }

        logger.LogWarning("two");
        Assert.Empty(_console.ToString());

        _clock.Advance(TimeSpan.FromMilliseconds(50));
        Assert.Equal(["info: Test[0] => request 7 one", "warn: Test[0] two"], Lines());

        logger.LogInformation("three");
        _clock.Advance(TimeSpan.FromMilliseconds(50));
        Assert.Equal("info: Test[0] three", Lines()[^1]);
    }

    [Fact]
    public void Errors_do_not_wait_nor_does_what_came_before()
    {
        Logger("Test").LogInformation("one");
        Logger("Test").LogError("two");

        Assert.Equal(["info: Test[0] one", "fail: Test[0] two"], Lines());
    }

    [Fact]
    public void Many_lines_do_not_wait()
    {
        Logger("Test").LogInformation("{Text}", new string('x', 70_000));

        Assert.Single(Lines());
    }

    [Fact]
    public void A_console_that_cannot_be_written_to_costs_its_lines_and_nothing_else()
    {
        _console.IsBroken = true;
        Logger("Test").LogError("one");
        _console.IsBroken = false;
        Logger("Test").LogError("two");

        Assert.Equal(["fail: Test[0] two"], Lines());
    }

    [Fact]
    public void Nothing_is_lost_at_the_end()
    {
        Logger("Test").LogInformation("last");
        _services.Dispose();

        Assert.Equal(["info: Test[0] last"], Lines());
    }

    [Fact]
    public void Levels_of_the_section_for_the_console_hold()
    {
        Logger("Quiet").LogInformation("not shown");
        Logger("Quiet").LogError("shown");

        Assert.Equal(["fail: Quiet[0] shown"], Lines());
    }

    [Fact]
    public async Task Service_has_no_other_console()
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddServiceDefaults();
        await using var app = builder.Build();

        var providers = app.Services.GetServices<ILoggerProvider>().ToList();
        Assert.DoesNotContain(providers, provider => provider is ConsoleLoggerProvider);
        Assert.Single(providers, provider => provider is BatchedConsole);
    }

    private ILogger Logger(string category) => _services.GetRequiredService<ILoggerFactory>().CreateLogger(category);

    private string[] Lines() => _console.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    private sealed class FragileWriter : StringWriter
    {
        public bool IsBroken { get; set; }

        public override void Write(StringBuilder? value)
        {
            if (IsBroken)
            {
                throw new IOException("No space left on device");
            }

            base.Write(value);
        }
    }
}
