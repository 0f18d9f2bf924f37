namespace TwilioSandbox.Media;

/// <summary>The sound of one call, and what the session descriptions say about it.</summary>
internal interface ICallMedia : IDisposable
{
    /// <summary>Media packets from the caller.</summary>
    long CallerPackets { get; }

    /// <summary>Media packets from the callee.</summary>
    long CalleePackets { get; }

    /// <summary>Before a <c>&lt;Dial&gt;</c> rings its first client.</summary>
    void StartDial();

    /// <summary>After a <c>&lt;Dial&gt;</c>.</summary>
    void EndDial();

    /// <summary>The offer to the devices of a <c>&lt;Dial&gt;</c>.</summary>
    string OfferToCallee(string callerOffer);

    /// <summary>A callee answered.</summary>
    /// <returns>The answer for the caller. Null if the caller has one.</returns>
    string? Accept(string calleeAnswer);

    /// <summary>A callee answers with an offer of its own, because its call moved to another device.</summary>
    /// <param name="calleeOffer">The new offer.</param>
    /// <param name="lastOffer">The offer that the callee received before.</param>
    /// <returns>The answer for the callee.</returns>
    string AnswerMovedCallee(string calleeOffer, string lastOffer);

    /// <summary>An ICE restart of one side.</summary>
    /// <param name="isCaller">Whose path is lost.</param>
    /// <param name="offer">Its new offer.</param>
    /// <param name="lastDescription">The description that it received before.</param>
    /// <param name="isDtlsClient">The DTLS role of the other side.</param>
    /// <returns>The answer for that side.</returns>
    string Restart(bool isCaller, string offer, string lastDescription, bool isDtlsClient);
}
