namespace TwilioSandbox.Media.Endpoint;

/// <summary>A call that the sandbox has answered: an endpoint for the caller, and one for the callee of a <c>&lt;Dial&gt;</c>.</summary>
internal sealed class AudioBridge(MediaClock clock) : ICallMedia
{
    private AudioEndpoint? _callee;

    public AudioEndpoint Caller { get; } = new(clock);

    public long CallerPackets => Caller.PacketsReceived;

    public long CalleePackets => _callee?.PacketsReceived ?? 0;

    /// <summary>Answers the caller.</summary>
    public string Answer(string callerOffer)
    {
        Caller.Connect(callerOffer);
        return Caller.Answer(callerOffer);
    }

    public void StartDial()
    {
        EndDial();
        _callee = new(clock);
    }

    public void EndDial()
    {
        Caller.Heard = null;
        Caller.PlayInBackground([]);
        _callee?.Dispose();
    }

    public string OfferToCallee(string callerOffer)
    {
        Caller.PlayInBackground(Tones.Ringback);
        return _callee!.Offer();
    }

    public string? Accept(string calleeAnswer)
    {
        var callee = _callee!;
        Caller.PlayInBackground([]);
        callee.Connect(calleeAnswer);
        (Caller.Heard, callee.Heard) = (callee.Speak, Caller.Speak);
        return null;
    }

    public string AnswerMovedCallee(string calleeOffer, string lastOffer) => _callee!.Answer(calleeOffer);

    public string Restart(bool isCaller, string offer, string lastDescription, bool isDtlsClient) => (isCaller ? Caller : _callee!).Restart(offer);

    public void Dispose()
    {
        Caller.Dispose();
        _callee?.Dispose();
    }
}
