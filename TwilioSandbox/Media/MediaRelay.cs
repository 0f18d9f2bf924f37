namespace TwilioSandbox.Media;

/// <summary>Passes the media of one call between two browsers, which encrypt it end to end (DTLS-SRTP).</summary>
internal sealed class MediaRelay : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public MediaRelay() => Completion = Task.WhenAll(Caller.ForwardToAsync(Callee, _stop.Token), Callee.ForwardToAsync(Caller, _stop.Token));

    /// <summary>Completes when both directions have stopped after <see cref="Dispose"/>.</summary>
    public Task Completion { get; }

    /// <summary>The side that the caller's browser sends to.</summary>
    public RelayLeg Caller { get; } = new();

    /// <summary>The side that the callee's browser sends to.</summary>
    public RelayLeg Callee { get; } = new();

    public void Dispose()
    {
        _stop.Cancel();
        Caller.Dispose();
        Callee.Dispose();
    }
}
