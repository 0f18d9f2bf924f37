// A start and a stop mostly wait, so these tests run beside the others.
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)]

namespace AppHost.Tests.Process;

/// <summary>AppHost leaves nothing behind when it is killed during its start or later.</summary>
public sealed class KillTests
{
    [Theory(SkipUnless = nameof(AppHostProcess.CanBeFound), SkipType = typeof(AppHostProcess), Skip = AppHostProcess.Reason)]
    [InlineData("Distributed application starting.")]
    [InlineData("Now listening on")]
    [InlineData("in two windows")]
    public Task Kill_leaves_nothing(string moment) => AppHostProcess.LeavesNothingAsync("KILL", moment);
}

/// <summary>AppHost leaves nothing behind when it is asked to end: Ctrl+C is SIGINT.</summary>
public sealed class StopTests
{
    [Theory(SkipUnless = nameof(AppHostProcess.CanBeFound), SkipType = typeof(AppHostProcess), Skip = AppHostProcess.Reason)]
    [InlineData("TERM")]
    [InlineData("INT")]
    public Task Stop_leaves_nothing(string signal) => AppHostProcess.LeavesNothingAsync(signal, "in two windows");
}
