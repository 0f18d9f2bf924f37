using System.Diagnostics;

namespace TwilioSandbox.Media.Endpoint;

/// <summary>One thread that ticks every 20 ms for all calls, while there are any. Timers of the thread pool would be late and uneven.</summary>
/// <param name="isManual">Without the thread, for tests, which call <see cref="Tick"/>.</param>
internal sealed class MediaClock(bool isManual = false)
{
    private static readonly long s_period = Stopwatch.Frequency / 50;
    private static readonly long s_maxLate = Stopwatch.Frequency; // After this the machine was asleep, and nobody misses the sound.

    private readonly Lock _lock = new();
    private Action[] _ticks = [];
    private bool _isRunning;

    public void Add(Action tick)
    {
        lock (_lock)
        {
            _ticks = [.. _ticks, tick];
            if (!_isRunning && !isManual)
            {
                _isRunning = true;
                new Thread(Run) { IsBackground = true, Name = "Media clock", Priority = ThreadPriority.AboveNormal }.Start();
            }
        }
    }

    /// <summary>A tick may still be running.</summary>
    public void Remove(Action tick)
    {
        lock (_lock)
        {
            _ticks = [.. _ticks.Where(other => other != tick)];
        }
    }

    /// <returns>False if there are no calls.</returns>
    public bool Tick()
    {
        var ticks = ReadTicks();
        Array.ForEach(ticks, tick => tick());
        return ticks.Length > 0;
    }

    private void Run()
    {
        var deadline = Stopwatch.GetTimestamp();
        while (Tick())
        {
            deadline += s_period;
            var left = deadline - Stopwatch.GetTimestamp();
            if (left > 0)
            {
                Thread.Sleep((int)(left * 1000 / Stopwatch.Frequency));
            }
            else if (left < -s_maxLate)
            {
                deadline -= left;
            }
        }
    }

    private Action[] ReadTicks()
    {
        lock (_lock)
        {
            _isRunning = _ticks.Length > 0;
            return _ticks;
        }
    }
}
