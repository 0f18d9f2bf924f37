using TwilioSandbox.Voice;

namespace TwilioSandbox.Calls;

/// <param name="Digits">Empty if the caller pressed none in time.</param>
/// <param name="FinishedOnKey">The key that ended the input, or empty.</param>
internal sealed record GatheredKeys(string Digits, string FinishedOnKey);

/// <summary>Waits for the keys of one <c>&lt;Gather&gt;</c>.</summary>
internal sealed class Gathering(Twiml.Gather gather, TimeProvider time) : IDisposable
{
    private readonly TaskCompletionSource<GatheredKeys> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _firstKey = new();
    private readonly Lock _lock = new();
    private string _digits = "";
    private ITimer? _timer;

    public Task<GatheredKeys> Result => _result.Task;

    /// <summary>Cancelled by the first key: it stops the prompts.</summary>
    public CancellationToken FirstKey => _firstKey.Token;

    public void Press(string keys)
    {
        lock (_lock)
        {
            // "w" is a pause of the SDK.
            foreach (var key in keys.Where(key => gather.ReadsKeys && key != 'w' && !_result.Task.IsCompleted))
            {
                _ = _firstKey.CancelAsync();
                if (key == gather.FinishOnKey)
                {
                    End($"{key}");
                }
                else if ((_digits += key).Length == gather.NumDigits)
                {
                    End();
                }
                else
                {
                    WaitForKey();
                }
            }
        }
    }

    /// <summary>From the end of the prompts, and again from each key, the caller has <c>timeout</c> for the next key.</summary>
    public void WaitForKey()
    {
        lock (_lock)
        {
            if (!_result.Task.IsCompleted)
            {
                _timer?.Dispose();
                _timer = time.CreateTimer(_ => End(), null, gather.Timeout, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _timer?.Dispose();
            _result.TrySetCanceled();
        }
    }

    private void End(string finishedOnKey = "")
    {
        lock (_lock)
        {
            _timer?.Dispose();
            _result.TrySetResult(new(_digits, finishedOnKey));
        }
    }
}
