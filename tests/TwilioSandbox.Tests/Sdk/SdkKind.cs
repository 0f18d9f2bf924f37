namespace TwilioSandbox.Tests.Sdk;

/// <summary>An SDK, and the kind of token that it is given.</summary>
public enum SdkKind
{
    /// <summary>twilio-client 1.15.1 with a capability token.</summary>
    ClientCapability,

    /// <summary>twilio-client 1.15.1 with an access token, which it takes as well.</summary>
    ClientAccess,

    /// <summary>@twilio/voice-sdk 2.18.5 with an access token.</summary>
    VoiceAccess,
}

/// <summary>Every SDK with every other: caller, callee.</summary>
public sealed class EveryPair : TheoryData<SdkKind, SdkKind>
{
    public EveryPair()
    {
        foreach (var caller in Enum.GetValues<SdkKind>())
        {
            foreach (var callee in Enum.GetValues<SdkKind>())
            {
                Add(caller, callee);
            }
        }
    }
}

/// <summary>Every SDK.</summary>
public sealed class EverySdk() : TheoryData<SdkKind>(Enum.GetValues<SdkKind>());
