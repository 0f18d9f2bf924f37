using TwilioSandbox.Media;
using TwilioSandbox.Tokens;

namespace TwilioSandbox.Calls;

/// <summary>A call, from the caller's <c>invite</c> to the last <c>hangup</c>.</summary>
internal sealed class Call(TokenGrant grant, string offer) : IDisposable
{
    private readonly CancellationTokenSource _ended = new();

    /// <summary>The caller's token, as it was when the call began.</summary>
    public TokenGrant Grant => grant;

    /// <summary>The caller's session description.</summary>
    public string Offer => offer;

    public Leg? Caller { get; set; }

    /// <summary>Who is rung and has neither answered nor declined.</summary>
    public List<Leg> Ringing { get; } = [];

    /// <summary>Who answered.</summary>
    public Leg? Callee { get; set; }

    public MediaRelay? Relay { get; set; }

    public ITimer? RingTimer { get; set; }

    public bool IsEnded { get; private set; }

    /// <summary>Cancelled when the call ends, so that the Voice URL need not be waited for.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Every leg that is still part of the call.</summary>
    public IEnumerable<Leg> Legs => new[] { Caller, Callee }.OfType<Leg>().Concat(Ringing);

    public Leg? OtherThan(Leg leg) => leg == Caller ? Callee : Caller;

    public void Dispose()
    {
        IsEnded = true;
        _ended.Cancel();
        RingTimer?.Dispose();
        Relay?.Dispose();
    }
}
