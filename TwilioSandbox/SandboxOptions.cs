using System.ComponentModel.DataAnnotations;

namespace TwilioSandbox;

/// <summary>The configuration section <c>Sandbox</c>: the sandbox's one account, and how the sandbox behaves.</summary>
/// <remarks>
/// Only SIDs with 20 zeros after the prefix are accepted. A real account cannot be given to the sandbox by mistake, and the sandbox's account
/// cannot be mistaken for a real one.
/// </remarks>
internal sealed class SandboxOptions
{
    public const string Section = "Sandbox";

    private const string SandboxSid = "0{20}[0-9A-Fa-f]{12}";
    private const string Missing = "Sandbox:{0} is missing. ";
    private const string SidShape = ", 20 zeros and 12 hexadecimal digits. Real accounts are not accepted.";
    private const string Duration = "Sandbox:{0} must be a time from {1} to {2}, written as hours:minutes:seconds.";

    /// <summary>The sandbox account, <c>AC</c>, 20 zeros and 12 hexadecimal digits.</summary>
    [Required(ErrorMessage = Missing + "It must be AC" + SidShape)]
    [RegularExpression("AC" + SandboxSid, ErrorMessage = "Sandbox:AccountSid must be a sandbox SID: AC" + SidShape)]
    public string AccountSid { get; set; } = "";

    /// <summary>The account's auth token. Capability tokens and webhooks are signed with it.</summary>
    [Required(ErrorMessage = Missing + "It must be the secret that signs capability tokens and webhooks.")]
    public string AuthToken { get; set; } = "";

    /// <summary>The TwiML application, <c>AP</c>, 20 zeros and 12 hexadecimal digits.</summary>
    [Required(ErrorMessage = Missing + "It must be AP" + SidShape)]
    [RegularExpression("AP" + SandboxSid, ErrorMessage = "Sandbox:ApplicationSid must be a sandbox SID: AP" + SidShape)]
    public string ApplicationSid { get; set; } = "";

    /// <summary>The API key, <c>SK</c>, 20 zeros and 12 hexadecimal digits. Without it, access tokens are refused.</summary>
    [RegularExpression("SK" + SandboxSid, ErrorMessage = "Sandbox:ApiKeySid must be a sandbox SID: SK" + SidShape)]
    public string ApiKeySid { get; set; } = "";

    /// <summary>The secret of the API key. Access tokens are signed with it.</summary>
    public string ApiKeySecret { get; set; } = "";

    /// <summary>How far the clock of the token issuer may differ. Zero by default: expiry is decided to the second.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00", ParseLimitsInInvariantCulture = true, ErrorMessage = Duration)]
    public TimeSpan ClockSkew { get; set; }

    /// <summary>The application's Voice URL. Without it, outgoing calls are refused.</summary>
    public Uri? VoiceUrl { get; set; }

    /// <summary>The HTTP method of requests to <see cref="VoiceUrl"/>.</summary>
    [AllowedValues("POST", "GET", ErrorMessage = "Sandbox:{0} must be POST or GET.")]
    public string VoiceMethod { get; set; } = "POST";

    /// <summary>Requested with <c>ErrorCode</c> and <c>ErrorUrl</c> when the TwiML of a call cannot be fetched or run. Optional.</summary>
    public Uri? VoiceFallbackUrl { get; set; }

    /// <summary>Receives a status callback at the end of every call. Optional.</summary>
    public Uri? StatusCallbackUrl { get; set; }

    /// <summary>How long Twilio waits for a webhook: 15 s (documented, "Voice webhooks").</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00", ParseLimitsInInvariantCulture = true, ErrorMessage = Duration)]
    public TimeSpan VoiceTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a <c>&lt;Dial&gt;</c> without <c>timeout</c> rings: 30 s (documented, "TwiML Dial").</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ParseLimitsInInvariantCulture = true, ErrorMessage = Duration)]
    public TimeSpan RingTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The program that speaks <c>&lt;Say&gt;</c>: it reads the text from its input and writes WAV to its output. Without it, callers hear a chime.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "Sandbox:{0} must be the name or path of a program such as espeak-ng.")]
    public string SpeechProgram { get; set; } = "espeak-ng";

    /// <summary>How often every device receives a newline. The SDK drops a socket after 15 s of silence (observed).</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:14", ParseLimitsInInvariantCulture = true, ErrorMessage = Duration)]
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A socket is closed when it sends nothing for this long, not even a newline.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ParseLimitsInInvariantCulture = true, ErrorMessage = Duration)]
    public TimeSpan SilenceLimit { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a call survives the loss of a socket (inferred: the SDK comes back within a second or gives up).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ParseLimitsInInvariantCulture = true, ErrorMessage = Duration)]
    public TimeSpan ReconnectGrace { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Allows other addresses than loopback. Needed in a container.</summary>
    public bool ListenBeyondLoopback { get; set; }

    /// <summary>Origins besides loopback, such as <c>http://sandbox:8080</c>: of pages that may connect, and of the sandbox itself.</summary>
    public string[] AllowedOrigins { get; set; } = [];

    /// <summary>The application's page, such as <c>http://localhost:5100</c>. The sandbox's page then links to it. Optional.</summary>
    public Uri? PageUrl { get; set; }

    /// <summary>The Aspire dashboard. The sandbox's page then links to it. Optional.</summary>
    public Uri? DashboardUrl { get; set; }
}
