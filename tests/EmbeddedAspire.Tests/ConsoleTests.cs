using Aspire.Hosting.Console;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace EmbeddedAspire.Tests;

/// <summary>What a person sees.</summary>
public sealed class ConsoleTests : IDisposable
{
    private const string Escape = "\e[";

    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public void In_a_pipe_a_line_is_one_plain_line_after_the_name_of_its_resource()
    {
        var line = new string('x', 300);
        new ResourceConsole(new Terminal(_output, isTerminal: false)).CreateLogger("AppHost.Resources.tokenapi")
            .LogInformation("{LineNumber}: {Timestamp} {Line}", 1, "now", line);
        Assert.Equal($"tokenapi            | {line}", _output.ToString().TrimEnd());
    }

    [Fact]
    public void On_a_terminal_each_resource_has_a_colour_of_its_own()
    {
        using var console = new ResourceConsole(new Terminal(_output, isTerminal: true));
        foreach (var name in (string[])["tokenapi", "sandbox", "tokenapi"])
        {
            console.CreateLogger($"AppHost.Resources.{name}").LogInformation("hello");
        }

        var colors = _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[..(line.IndexOf('m', StringComparison.Ordinal) + 1)]).ToList();
        Assert.All(colors, color => Assert.StartsWith(Escape, color, StringComparison.Ordinal));
        Assert.Equal(colors[0], colors[2]);
        Assert.NotEqual(colors[0], colors[1]);
    }

    [Fact]
    public void On_a_terminal_a_line_goes_above_what_stays_below()
    {
        var terminal = new Terminal(_output, isTerminal: true);
        terminal.ShowBelow(new Text("one\ntwo\n"));
        terminal.Write(new Text("line\n"));
        terminal.ShowBelow(null);
        Assert.Equal($"one\ntwo\n\r{Escape}2A{Escape}Jline\none\ntwo\n\r{Escape}2A{Escape}J", _output.ToString().Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_table_says_state_health_and_url()
    {
        var builder = DistributedApplicationTestingBuilder.Create();
        builder.AddExecutable("web", "sleep", ".", "60").WithHttpEndpoint().WithUrlForEndpoint("http", url => url.DisplayText = "Home");
        builder.AddParameter("key");
        await using var app = await builder.BuildAsync(TestContext.Current.CancellationToken);
        await app.StartAsync(TestContext.Current.CancellationToken);

        new ResourceTable(new Terminal(_output, isTerminal: false), app.Services.GetRequiredService<DistributedApplicationModel>(), app.ResourceNotifications).Print();

        Assert.Matches($@"web +Executable +Running +Healthy +{app.GetEndpoint("web")}".TrimEnd('/') + @" \(Home\)", _output.ToString());
        Assert.DoesNotContain("key", _output.ToString(), StringComparison.Ordinal);
    }
}
