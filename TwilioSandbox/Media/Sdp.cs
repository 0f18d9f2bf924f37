namespace TwilioSandbox.Media;

/// <summary>What the sandbox accepts as a session description.</summary>
internal static class Sdp
{
    private const int MaxLength = 32 * 1024; // the SDK's have 1.5 to 4 KB (observed)

    public static bool IsAcceptable(string sdp) => sdp.Length <= MaxLength;
}
