using System.Collections.Concurrent;
using EndToEnd.Harness;
using Microsoft.Playwright;

namespace EndToEnd.Tests.OneClock;

/// <summary>A test with its own services, whose clock it moves together with the clocks of all pages.</summary>
public abstract class OneClockTest(Browser browser) : PhoneTestWithOwnSystem<ServicesOnOneClock>(new(), browser)
{
    // The sandbox sends a heartbeat every 5 s. The SDK drops the connection when three are missing.
    private static readonly TimeSpan s_step = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentQueue<IClock> _pages = []; // Pages may be opened while time passes.
    private int _sockets;
    private int _heartbeats;

    protected override async Task PrepareAsync(IBrowserContext context)
    {
        var now = PhoneSystem.Clock.GetUtcNow().UtcDateTime;
        await context.Clock.InstallAsync(new() { TimeDate = now });
        await context.Clock.PauseAtAsync(now);
        _pages.Enqueue(context.Clock);
        context.Page += (_, page) => page.WebSocket += (_, socket) => Follow(socket);
    }

    /// <summary>Lets time pass for the services and all pages.</summary>
    protected async Task PassAsync(TimeSpan time)
    {
        for (var left = time; left > TimeSpan.Zero; left -= s_step)
        {
            var (sockets, heartbeats) = (_sockets, _heartbeats);
            await MoveAsync(left < s_step ? left : s_step);
            if (left >= s_step)
            {
                await Wait.UntilAsync(
                    "a heartbeat on every connection",
                    () => Task.FromResult((Heard: _heartbeats - heartbeats, Open: Math.Min(sockets, _sockets))),
                    seen => seen.Heard >= seen.Open,
                    interval: TimeSpan.FromMilliseconds(2)); // Three minutes need about forty of these waits.
            }
        }
    }

    /// <summary>Waits for a task while time passes slowly, so that timers continue.</summary>
    protected async Task UntilAsync(Task waiting)
    {
        // No faster than real time, which the services need to react.
        using var pace = new PeriodicTimer(s_moment);
        while (!waiting.IsCompleted)
        {
            await MoveAsync(s_moment);
            await pace.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        await waiting;
    }

    /// <summary>Waits for a result while time passes slowly.</summary>
    protected async Task<T> UntilAsync<T>(Task<T> waiting)
    {
        await UntilAsync((Task)waiting);
        return await waiting;
    }

    private void Follow(IWebSocket socket)
    {
        Interlocked.Increment(ref _sockets);
        socket.Close += (_, _) => Interlocked.Decrement(ref _sockets);
        socket.FrameReceived += (_, frame) => Interlocked.Add(ref _heartbeats, frame.Text == "\n" ? 1 : 0);
    }

    private async Task MoveAsync(TimeSpan time)
    {
        PhoneSystem.Time.Advance(time);
        await Task.WhenAll(_pages.Select(page => page.FastForwardAsync((long)time.TotalMilliseconds))).WaitAsync(Wait.Limit); // A page that hangs never answers.
    }
}
