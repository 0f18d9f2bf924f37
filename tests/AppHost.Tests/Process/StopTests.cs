namespace AppHost.Tests.Process;

/// <summary>Ctrl+C sends SIGINT.</summary>
public sealed class StopTests
{
    [Fact(SkipUnless = nameof(AppHostProcess.CanBeFound), SkipType = typeof(AppHostProcess), Skip = AppHostProcess.Reason)]
    public Task Stopped_application_leaves_nothing() => AppHostProcess.LeavesNothingAsync("INT", "to see two phones");
}

public sealed class StoppedResourceTests
{
    [Fact(SkipUnless = nameof(AppHostProcess.CanBeFound), SkipType = typeof(AppHostProcess), Skip = AppHostProcess.Reason)]
    public Task Stopped_resource_is_reported_on_the_console_and_SIGTERM_leaves_nothing() =>
        AppHostProcess.LeavesNothingAsync("TERM", "Resource 'tokenapi' has stopped with exit code 1", secretsDirectory: "/nowhere");
}

public sealed class KilledResourceTests
{
    [Fact(SkipUnless = nameof(AppHostProcess.CanBeFound), SkipType = typeof(AppHostProcess), Skip = AppHostProcess.Reason)]
    public Task Killed_sandbox_is_reported_on_the_console() =>
        AppHostProcess.ReportsKilledAsync("TwilioSandbox", "Resource 'sandbox' was terminated by SIGKILL (exit code 137). Start this resource again in the dashboard.");
}

public sealed class KillTests
{
    [Fact(SkipUnless = nameof(AppHostProcess.CanBeFound), SkipType = typeof(AppHostProcess), Skip = AppHostProcess.Reason)]
    public Task Killed_application_leaves_nothing() => AppHostProcess.LeavesNothingAsync("KILL", "to see two phones");
}

public sealed class KillDuringStartTests
{
    [Theory(SkipUnless = nameof(AppHostProcess.CanBeFound), SkipType = typeof(AppHostProcess), Skip = AppHostProcess.Reason)]
    [InlineData("Distributed application starting.")]
    [InlineData("Now listening on")]
    public Task Application_killed_during_its_start_leaves_nothing(string moment) => AppHostProcess.LeavesNothingAsync("KILL", moment);
}
