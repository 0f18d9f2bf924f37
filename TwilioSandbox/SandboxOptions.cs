namespace TwilioSandbox;

/// <summary>The configuration section <c>Sandbox</c>: the one account the sandbox knows, and how it behaves.</summary>
/// <remarks>
/// Only the reserved sandbox account is taken: its SIDs have twenty zeros after the prefix, so that a real account can never
/// be given to the sandbox by mistake, nor the sandbox's to Twilio.
/// </remarks>
internal sealed class SandboxOptions
{
    public const string Section = "Sandbox";

    /// <summary>The sandbox account, <c>AC</c>, 20 zeros and 12 hexadecimal digits.</summary>
    public string AccountSid { get; set; } = "";

    /// <summary>Its auth token: verifies capability tokens, and signs requests to the Voice URL.</summary>
    public string AuthToken { get; set; } = "";

    /// <summary>Its TwiML application, <c>AP</c>, 20 zeros and 12 hexadecimal digits.</summary>
    public string ApplicationSid { get; set; } = "";

    /// <summary>Its API key, <c>SK</c>, 20 zeros and 12 hexadecimal digits; empty when it takes no access tokens.</summary>
    public string ApiKeySid { get; set; } = "";

    /// <summary>The secret of that key: verifies access tokens.</summary>
    public string ApiKeySecret { get; set; } = "";

    /// <summary>By how much the clock of whoever issues tokens may differ from this one. None: one second decides.</summary>
    public TimeSpan ClockSkew { get; set; }

    /// <summary>Where the application answers for calls.</summary>
    public Uri? VoiceUrl { get; set; }

    /// <summary>How it is asked: <c>POST</c> or <c>GET</c>.</summary>
    public string VoiceMethod { get; set; } = "POST";

    /// <summary>Asked, with <c>ErrorCode</c> and <c>ErrorUrl</c>, when the TwiML of a call could not be had or run. Optional.</summary>
    public Uri? VoiceFallbackUrl { get; set; }

    /// <summary>Told of every call that has ended. Optional.</summary>
    public Uri? StatusCallbackUrl { get; set; }

    /// <summary>How long Twilio waits for a webhook: 15 s (documented, "Voice webhooks").</summary>
    public TimeSpan VoiceTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a <c>&lt;Dial&gt;</c> without <c>timeout</c> rings: 30 s (documented, "TwiML Dial").</summary>
    public TimeSpan RingTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A newline goes to every device this often. The SDK drops a socket after 15 s of silence (observed).</summary>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A socket that has sent nothing for this long, no newline either, is closed.</summary>
    public TimeSpan SilenceLimit { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a call outlives the socket of one of its ends (inferred: the SDK comes back within a second or gives up).</summary>
    public TimeSpan ReconnectGrace { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether it may listen on more than loopback, as it must in a container.</summary>
    public bool ListenBeyondLoopback { get; set; }

    /// <summary>Origins such as <c>http://sandbox:8080</c>, beside this machine's own: of pages that may connect, and under which the sandbox is reached.</summary>
    public string[] AllowedOrigins { get; set; } = [];
}
