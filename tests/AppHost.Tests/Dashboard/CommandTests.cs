using System.Text.RegularExpressions;

namespace AppHost.Tests.Dashboard;

/// <summary>The sandbox's commands, as the dashboard and <c>aspire resource sandbox</c> execute them.</summary>
[Collection(nameof(DashboardApplication))]
public sealed partial class CommandTests(DashboardApplication application) : IAsyncDisposable
{
    // All tests share the faults and the clock.
    public async ValueTask DisposeAsync() => Assert.True((await application.ExecuteAsync("reset")).Success);

    [Theory]
    [InlineData("capability")]
    [InlineData("access")]
    public async Task Issued_token_is_accepted(string kind)
    {
        var token = await IssueAsync(("client", "alice"), ("kind", kind), ("incoming", "true"), ("outgoing", "false"), ("ttl", "60"));

        var explanation = await ExplainAsync(token);

        Assert.Contains("\"accepted\": true", explanation, StringComparison.Ordinal);
        Assert.Contains($"\"kind\": \"{kind}\"", explanation, StringComparison.Ordinal);
        Assert.Contains("\"identity\": \"alice\"", explanation, StringComparison.Ordinal);
        Assert.DoesNotContain("applicationSid", explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Issued_token_is_shown_decoded()
    {
        var result = await application.ExecuteAsync("issue-token", ("client", "alice"));
        Assert.Contains("scope:client:incoming?clientName=alice", result.Data!.Value, StringComparison.Ordinal);
        Assert.Equal(CommandResultFormat.Markdown, result.Data.Format);
    }

    [Theory]
    [InlineData("client", "")]
    [InlineData("kind", "refresh")]
    public async Task Argument_that_the_dashboard_checks_is_refused(string name, string value)
    {
        var arguments = new Dictionary<string, string> { ["client"] = "alice", [name] = value };
        Assert.False((await application.ExecuteAsync("issue-token", arguments.Select(argument => (argument.Key, argument.Value)))).Success);
    }

    [Theory]
    [InlineData("86401")]
    [InlineData("1.5")]
    [InlineData("99999999999")]
    public async Task Argument_that_the_sandbox_refuses_is_named_with_the_rule(string ttl)
    {
        var result = await application.ExecuteAsync("issue-token", ("client", "alice"), ("ttl", ttl));
        Assert.False(result.Success);
        Assert.Equal("ttl: must be a whole number of seconds from 1 to 86400.", result.Message);
    }

    [Fact]
    public async Task Token_expires_when_the_clock_is_shifted()
    {
        var token = await IssueAsync(("client", "alice"));
        Assert.True((await application.ExecuteAsync("shift-clock")).Success);

        var explanation = await ExplainAsync(token);

        Assert.Contains("\"accepted\": false", explanation, StringComparison.Ordinal);
        Assert.Contains("\"code\": 31205", explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("break-signaling", """{"kind":"drop-signaling","for":10}""")]
    [InlineData("fail-voice-url", """{"kind":"fail-voice-url","status":500,"for":60}""")]
    [InlineData("shift-clock", """{"kind":"wrong-clock","offsetSeconds":86400,"for":60}""")]
    public async Task Fault_is_injected_until_the_sandbox_is_reset(string command, string fault)
    {
        Assert.True((await application.ExecuteAsync(command)).Success);
        var active = Assert.Single((await application.GetFromSandboxAsync("/sandbox/faults")).EnumerateArray());
        foreach (var expected in System.Text.Json.JsonDocument.Parse(fault).RootElement.EnumerateObject())
        {
            Assert.Equal(expected.Value.ToString(), active.GetProperty(expected.Name).ToString());
        }

        Assert.True((await application.ExecuteAsync("reset")).Success);
        Assert.Empty((await application.GetFromSandboxAsync("/sandbox/faults")).EnumerateArray());
    }

    private async Task<string> IssueAsync(params IEnumerable<(string Name, string Value)> arguments)
    {
        var result = await application.ExecuteAsync("issue-token", arguments);
        Assert.True(result.Success, result.Message);
        return Token().Match(result.Data!.Value).Value;
    }

    private async Task<string> ExplainAsync(string token)
    {
        var result = await application.ExecuteAsync("explain-token", ("token", token));
        Assert.True(result.Success, result.Message);
        return result.Data!.Value;
    }

    [GeneratedRegex(@"eyJ[\w-]+\.[\w-]+\.[\w-]+")]
    private static partial Regex Token();
}
