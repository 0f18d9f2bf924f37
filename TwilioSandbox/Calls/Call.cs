using System.Diagnostics;
using TwilioSandbox.Media;
using TwilioSandbox.Tokens;
using TwilioSandbox.Voice;

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

    /// <summary>The <c>&lt;Dial&gt;</c> that runs, or ran last.</summary>
    public Dialing? Dialing { get; set; }

    /// <summary>When a callee answered. The caller's SDK takes one answer in a call.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>What webhooks of the call are told.</summary>
    public CallForm? Form { get; set; }

    /// <summary>Reports the end of the caller's leg to the application.</summary>
    public CallProgress? Progress { get; set; }

    /// <summary>The first span of the call's trace.</summary>
    public Activity? InviteSpan { get; set; }

    public bool IsEnded { get; private set; }

    /// <summary>Cancelled when the call ends, so that the Voice URL need not be waited for.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>The value of <c>CallStatus</c>. Before an answer <c>ringing</c>, as with <c>answerOnBridge</c> (documented).</summary>
    public string Status => IsEnded ? CallStatus.Completed : AnsweredAt is null ? CallStatus.Ringing : CallStatus.InProgress;

    /// <summary>Every leg that is still part of the call.</summary>
    public IEnumerable<Leg> Legs => new[] { Caller, Callee }.OfType<Leg>().Concat(Ringing);

    public void Dispose()
    {
        IsEnded = true;
        // Not here: whoever ends a call holds the switchboard's lock.
        _ = _ended.CancelAsync();
        Relay?.Dispose();
    }
}
