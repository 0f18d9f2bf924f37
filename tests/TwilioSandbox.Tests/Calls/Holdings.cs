namespace TwilioSandbox.Tests.Calls;

/// <summary>What there is at one moment: sockets of this process, timers of the sandbox's clock, asynchronous methods of the sandbox.</summary>
internal sealed record Holdings(HashSet<string> Sockets, string Timers, string Tasks)
{
    public static Holdings Of(SandboxApp sandbox) =>
        new(Calls.Sockets.Open(), string.Join(", ", sandbox.Timers.Waiting), string.Join(", ", RunningTasks.OfTheSandbox()));

    /// <summary>Waits until there is nothing that was not there before.</summary>
    /// <param name="sandbox">Whose timers and tasks.</param>
    /// <param name="afterEach">How much time goes by between two looks.</param>
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
