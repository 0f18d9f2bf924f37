namespace AppHost.Tests.Process;

/// <summary>AppHost leaves nothing behind, however it ends.</summary>
public sealed class OrphanTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(15);

    public static bool IsLinux => OperatingSystem.IsLinux();

    [Theory(SkipUnless = nameof(IsLinux), Skip = "Finds processes in /proc, which only Linux has.")]
    [InlineData("KILL", "Distributed application starting.")]
    [InlineData("KILL", "Now listening on")]
    [InlineData("KILL", "in two windows")]
    [InlineData("TERM", "in two windows")]
    [InlineData("INT", "in two windows")]
    public async Task Nothing_is_left_after(string signal, string moment)
    {
        await using var appHost = new AppHostProcess();
        await appHost.SaysAsync(moment);

        appHost.Signal(signal);

        await Wait.UntilAsync($"nothing of AppHost, which had said:\n{appHost.Output}\n", () => Task.FromResult(appHost.Left()), left => left.Count == 0, s_limit, TimeSpan.FromMilliseconds(250));
    }
}
