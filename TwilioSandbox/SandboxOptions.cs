using System.ComponentModel.DataAnnotations;

namespace TwilioSandbox;

/// <summary>The configuration section <c>Sandbox</c>: the one account the sandbox knows, and how it behaves.</summary>
/// <remarks>
/// Only the reserved sandbox account is taken: its SIDs have twenty zeros after the prefix, so that a real account can never
/// be given to the sandbox by mistake, nor the sandbox's to Twilio.
/// </remarks>
internal sealed class SandboxOptions
{
    public const string Section = "Sandbox";

    private const string Remedy = "Start the whole application with 'dotnet run --project AppHost', which sets it.";

    [Required(ErrorMessage = "Sandbox:AccountSid is missing. " + Remedy)]
    [RegularExpression("AC0{20}[0-9a-f]{12}", ErrorMessage = "Sandbox:AccountSid is not a sandbox SID (AC, 20 zeros, 12 hex digits). Real accounts belong to Twilio, not to the sandbox. " + Remedy)]
    public string AccountSid { get; set; } = "";

    [Required(ErrorMessage = "Sandbox:AuthToken is missing. " + Remedy)]
    public string AuthToken { get; set; } = "";

    [Required(ErrorMessage = "Sandbox:ApplicationSid is missing. " + Remedy)]
    [RegularExpression("AP0{20}[0-9a-f]{12}", ErrorMessage = "Sandbox:ApplicationSid is not a sandbox SID (AP, 20 zeros, 12 hex digits). " + Remedy)]
    public string ApplicationSid { get; set; } = "";

    /// <summary>Where the TwiML application's voice webhook is. Requests to it are signed with <see cref="AuthToken"/>.</summary>
    [Required(ErrorMessage = "Sandbox:VoiceUrl is missing. It is the absolute URL of TokenApi's /voice. " + Remedy)]
    public Uri? VoiceUrl { get; set; }

    /// <summary>How long Twilio waits for the Voice URL: 15 s (documented, "Voice webhooks").</summary>
    public TimeSpan VoiceTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a <c>&lt;Dial&gt;</c> without <c>timeout</c> rings: 30 s (documented, "TwiML Dial").</summary>
    public TimeSpan RingTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A newline goes to every device this often. The SDKs drop a socket after 15 s of silence (observed).</summary>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A socket that has sent nothing for this long, no newline either, is closed.</summary>
    public TimeSpan SilenceLimit { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a call outlives the socket of one of its ends (inferred: the SDKs come back within a second or give up).</summary>
    public TimeSpan ReconnectGrace { get; set; } = TimeSpan.FromSeconds(30);
}
