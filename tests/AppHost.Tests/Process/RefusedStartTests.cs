namespace AppHost.Tests.Process;

/// <summary>The output of <c>dotnet run --project AppHost</c> when it cannot start.</summary>
public sealed class RefusedStartTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);
    private static readonly string[] s_run = ["run", "--no-build", "--project", "AppHost"];

    [Fact]
    public async Task Incomplete_account_is_named_with_the_remedy()
    {
        await using var appHost = ChildProcess.Start(ChildProcess.DotNet, [.. s_run, "--", "--Parameters:twilio-account-sid=AC0123456789abcdef0123456789abcdef"]);
        await IsRefusedAsync(appHost, "only half configured", "dotnet user-secrets --project AppHost set Parameters:twilio-auth-token");
    }

    [Fact]
    public async Task Taken_port_is_named_with_the_remedy()
    {
        await LoopbackOnly.RequireAsync(); // No other test uses the fixed ports there.
        await using var appHost = LoopbackOnly.Start($$"""
            { timeout 60 node -e "require('net').createServer().listen(5101, '127.0.0.1', () => console.log('taken'))" 2> /dev/null & } | { read taken; exec '{{ChildProcess.DotNet}}' {{string.Join(' ', s_run)}}; }
            """);
        await IsRefusedAsync(appHost, "Port 5101 of resource 'tokenapi' is taken", "Stop that program");
    }

    [Fact]
    public async Task Missing_Node_is_named_with_the_remedy()
    {
        await LoopbackOnly.RequireAsync();
        var path = Directory.CreateTempSubdirectory("path-");
        try
        {
            await using var appHost = LoopbackOnly.Start($"PATH='{path}' exec '{ChildProcess.DotNet}' {string.Join(' ', s_run)}");
            await IsRefusedAsync(appHost, "'node' is not on the PATH", "Install it (https://nodejs.org");
        }
        finally
        {
            path.Delete(recursive: true);
        }
    }

    private static async Task IsRefusedAsync(ChildProcess appHost, string cause, string remedy)
    {
        Assert.NotEqual(0, await appHost.EndsAsync(s_limit));
        Assert.Contains(cause, appHost.Output, StringComparison.Ordinal);
        Assert.Contains(remedy, appHost.Output, StringComparison.Ordinal);
    }
}
