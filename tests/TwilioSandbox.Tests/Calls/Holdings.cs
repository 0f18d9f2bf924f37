namespace TwilioSandbox.Tests.Calls;

/// <summary>A snapshot of this process's sockets, the sandbox's timers and its running asynchronous methods.</summary>
internal sealed record Holdings(HashSet<string> Sockets, string Timers, string Tasks)
{
    public static Holdings Of(SandboxApp sandbox) =>
        new(Calls.Sockets.Open(), string.Join(", ", sandbox.Timers.Waiting), string.Join(", ", RunningTasks.OfTheSandbox()));

    /// <summary>Waits until nothing is left that was not there before.</summary>
    /// <param name="sandbox">The sandbox whose timers and tasks are counted.</param>
    /// <param name="afterEach">How far the clock advances between two snapshots.</param>
    public async Task ComesBackAsync(SandboxApp sandbox, TimeSpan afterEach = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(SandboxApp.Limit);
        for (var now = Of(sandbox); !IsLike(now); now = Of(sandbox))
        {
            Assert.False(
                limit.IsCancellationRequested,
                $"Before: {Sockets.Count} sockets, timers [{Timers}], tasks [{Tasks}]. "
                + $"Now: {now.Sockets.Except(Sockets).Count()} new sockets, timers [{now.Timers}], tasks [{now.Tasks}].");
            sandbox.Clock.Advance(afterEach);
            await Task.Yield();
        }
    }

    private bool IsLike(Holdings now) => now.Sockets.IsSubsetOf(Sockets) && now.Timers == Timers && now.Tasks == Tasks;
}
