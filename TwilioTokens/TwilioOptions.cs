using System.ComponentModel.DataAnnotations;

namespace TwilioTokens;

/// <summary>
/// The Twilio account: configuration section <c>Twilio</c>. Keep real values in user secrets, environment variables
/// (<c>Twilio__AccountSid</c>) or files in <c>SecretsDirectory</c>, never in the repository.
/// </summary>
public sealed class TwilioOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string Section = "Twilio";

    /// <summary>The account: <c>AC</c> and 32 hexadecimal digits. The <c>iss</c> of capability tokens.</summary>
    [Required(ErrorMessage = "Twilio:AccountSid is missing. Expected: AC and 32 hexadecimal digits.")]
    [RegularExpression("AC[0-9A-Fa-f]{32}", ErrorMessage = "Twilio:AccountSid is malformed. Expected: AC and 32 hexadecimal digits.")]
    public string? AccountSid { get; set; }

    /// <summary>The account's auth token: 32 letters and digits. It signs capability tokens and Twilio's requests to <c>/voice</c>. Secret.</summary>
    [Required(ErrorMessage = "Twilio:AuthToken is missing. Expected: 32 letters and digits.")]
    [RegularExpression("[A-Za-z0-9]{32}", ErrorMessage = "Twilio:AuthToken is malformed. Expected: 32 letters and digits.")]
    public string? AuthToken { get; set; }

    /// <summary>
    /// Optional: a second auth token that may sign Twilio's requests to <c>/voice</c> while you rotate <see cref="AuthToken"/>. Secret.
    /// </summary>
    [RegularExpression("[A-Za-z0-9]{32}", ErrorMessage = "Twilio:SecondaryAuthToken is malformed. Expected: 32 letters and digits.")]
    public string? SecondaryAuthToken { get; set; }

    /// <summary>The TwiML application for outgoing calls: <c>AP</c> and 32 hexadecimal digits.</summary>
    [Required(ErrorMessage = "Twilio:ApplicationSid is missing. Expected: AP and 32 hexadecimal digits.")]
    [RegularExpression("AP[0-9A-Fa-f]{32}", ErrorMessage = "Twilio:ApplicationSid is malformed. Expected: AP and 32 hexadecimal digits.")]
    public string? ApplicationSid { get; set; }

    /// <summary>Optional: the API key that signs access tokens, <c>SK</c> and 32 hexadecimal digits. Requires <see cref="ApiKeySecret"/>.</summary>
    [RegularExpression("SK[0-9A-Fa-f]{32}", ErrorMessage = "Twilio:ApiKeySid is malformed. Expected: SK and 32 hexadecimal digits.")]
    public string? ApiKeySid { get; set; }

    /// <summary>Optional: the secret of the API key, 32 letters and digits. Requires <see cref="ApiKeySid"/>. Secret.</summary>
    [RegularExpression("[A-Za-z0-9]{32}", ErrorMessage = "Twilio:ApiKeySecret is malformed. Expected: 32 letters and digits.")]
    public string? ApiKeySecret { get; set; }

    /// <summary>Whether there is an API key for access tokens.</summary>
    internal bool HasApiKey => !string.IsNullOrEmpty(ApiKeySid) && !string.IsNullOrEmpty(ApiKeySecret);

    /// <summary>Optional: the region of the API key, such as <c>ie1</c>. Twilio's default is <c>us1</c>.</summary>
    [RegularExpression("[a-z]{2}[0-9]", ErrorMessage = "Twilio:Region is malformed. Expected: a region such as ie1.")]
    public string? Region { get; set; }

    /// <summary>Optional: the E.164 number (<c>+15551234567</c>) that calls to telephones come from.</summary>
    [RegularExpression("\\+[1-9][0-9]{1,14}", ErrorMessage = "Twilio:CallerId is malformed. Expected: a number in E.164 form, such as +15551234567.")]
    public string? CallerId { get; set; }

    /// <summary>
    /// The prefixes of telephone numbers that clients may call, such as <c>+1</c>, <c>+44</c> or <c>+1212</c>. If empty, they may call none.
    /// Requires <see cref="CallerId"/>.
    /// </summary>
    public IReadOnlyList<string> AllowedCountryPrefixes { get; set; } = [];

    /// <summary>
    /// Optional: the part before <c>/voice</c> in the Voice URL, such as <c>https://calls.example.com</c>. Twilio signs that URL. Behind a
    /// proxy or a tunnel, the service sees a different one.
    /// </summary>
    [RegularExpression("https?://(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9.-]+)(:[0-9]{1,5})?(/[^\\s?#]*)?", ErrorMessage = "Twilio:PublicUrl is malformed. Expected: the part before /voice in the Voice URL, such as https://calls.example.com.")]
    public string? PublicUrl { get; set; }

    /// <summary>The address of the local sandbox that replaces Twilio, such as <c>http://localhost:5102</c>.</summary>
    [RegularExpression("http://(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9.-]+)(:[0-9]{1,5})?/?", ErrorMessage = "Twilio:SandboxUrl is malformed. Expected: an http address, such as http://localhost:5102, because the page connects to the sandbox without TLS.")]
    public string? SandboxUrl { get; set; }

    /// <summary>Whether the local sandbox replaces Twilio.</summary>
    internal bool IsSandbox => !string.IsNullOrEmpty(SandboxUrl);

    /// <summary>Host and port of the sandbox, such as <c>localhost:5102</c>; null without a sandbox.</summary>
    internal string? SandboxHost => SandboxUrl is { Length: > 0 } url ? new Uri(url).Authority : null;

    internal IEnumerable<string> AuthTokens => new[] { AuthToken, SecondaryAuthToken }.OfType<string>().Where(token => token.Length > 0);
}
