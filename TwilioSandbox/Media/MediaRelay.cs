using System.Net;

namespace TwilioSandbox.Media;

/// <summary>Forwards the media of one call between two browsers. The media is encrypted from browser to browser (DTLS-SRTP).</summary>
internal sealed class MediaRelay : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly RelayLeg _caller = new();
    private readonly RelayLeg _callee = new();

    public MediaRelay() => Completion = Task.WhenAll(_caller.ForwardToAsync(_callee, _stop.Token), _callee.ForwardToAsync(_caller, _stop.Token));

    /// <summary>Completes when both directions have stopped after <see cref="Dispose"/>.</summary>
    public Task Completion { get; }

    /// <summary>Where the caller's browser sends to. The caller's remote SDP contains it.</summary>
    public IPEndPoint CallerEndPoint => _caller.EndPoint;

    /// <summary>Where the callee's browser sends to.</summary>
    public IPEndPoint CalleeEndPoint => _callee.EndPoint;

    public long PacketsFromCaller => _caller.PacketsReceived;

    public long PacketsFromCallee => _callee.PacketsReceived;

    public void Dispose()
    {
        _stop.Cancel();
        _caller.Dispose();
        _callee.Dispose();
    }
}
