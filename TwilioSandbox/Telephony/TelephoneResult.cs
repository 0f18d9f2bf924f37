namespace TwilioSandbox.Telephony;

/// <summary>The result of an action in a call of the telephone.</summary>
internal enum TelephoneResult
{
    Done,

    /// <summary>The telephone has no such call, or it is over.</summary>
    NoSuchCall,

    /// <summary>The call is outgoing, or was answered before.</summary>
    NotRinging,

    /// <summary>Keys need a call that is answered.</summary>
    NotAnswered,
}
