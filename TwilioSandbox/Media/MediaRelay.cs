namespace TwilioSandbox.Media;

/// <summary>Passes the media of one call between two browsers, which encrypt it end to end (DTLS-SRTP).</summary>
internal sealed class MediaRelay : ICallMedia
{
    private readonly CancellationTokenSource _stop = new();

    public MediaRelay() => Completion = Task.WhenAll(Caller.ReceiveAsync(Callee.SendAsync, _stop.Token), Callee.ReceiveAsync(Caller.SendAsync, _stop.Token));

    /// <summary>Completes when both directions have stopped after <see cref="Dispose"/>.</summary>
    public Task Completion { get; }

    /// <summary>The side that the caller's browser sends to.</summary>
    public IceAgent Caller { get; } = new();

    /// <summary>The side that the callee's browser sends to.</summary>
    public IceAgent Callee { get; } = new();

    public long CallerPackets => Caller.PacketsReceived;

    public long CalleePackets => Callee.PacketsReceived;

    public void StartDial()
    {
    }

    public void EndDial()
    {
    }

    public string OfferToCallee(string callerOffer) => SdpRewriter.PointAt(callerOffer, Callee);

    public string? Accept(string calleeAnswer) => SdpRewriter.PointAt(calleeAnswer, Caller);

    // Each side gets the other's offer as its answer, with a DTLS role: the callee is the client.
    public string AnswerMovedCallee(string calleeOffer, string lastOffer) => lastOffer.Replace("a=setup:actpass", "a=setup:passive", StringComparison.Ordinal);

    public string Restart(bool isCaller, string offer, string lastDescription, bool isDtlsClient)
    {
        var side = isCaller ? Caller : Callee;
        side.Restart();
        return SdpRewriter.Restart(lastDescription, side, isDtlsClient);
    }

    public void Dispose()
    {
        _stop.Cancel();
        Caller.Dispose();
        Callee.Dispose();
    }
}
