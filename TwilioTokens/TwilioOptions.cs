namespace TwilioTokens;

/// <summary>
/// The Twilio account this service speaks for: configuration section <c>Twilio</c>. Real values belong in user secrets, in the
/// environment (<c>Twilio__AccountSid</c>) or in files of the directory <c>SecretsDirectory</c>, never in a file of the repository.
/// </summary>
public sealed class TwilioOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string Section = "Twilio";

    /// <summary>The account: <c>AC</c> and 32 hexadecimal digits. Becomes the tokens' <c>iss</c>.</summary>
    public string? AccountSid { get; set; }

    /// <summary>The account's auth token, 32 letters and digits. Signs capability tokens and Twilio's requests to <c>/voice</c>. A secret.</summary>
    public string? AuthToken { get; set; }

    /// <summary>
    /// Optional: a second auth token that Twilio's requests to <c>/voice</c> may be signed with, while it takes the place of <see cref="AuthToken"/>. A secret.
    /// </summary>
    public string? SecondaryAuthToken { get; set; }

    /// <summary>The TwiML application that outgoing calls start: <c>AP</c> and 32 hexadecimal digits.</summary>
    public string? ApplicationSid { get; set; }

    /// <summary>Optional, together with <see cref="ApiKeySecret"/>: <c>SK</c> and 32 hexadecimal digits.</summary>
    public string? ApiKeySid { get; set; }

    /// <summary>Optional, together with <see cref="ApiKeySid"/>: 32 letters and digits. A secret.</summary>
    public string? ApiKeySecret { get; set; }

    /// <summary>Is there an API key, so that access tokens can be signed?</summary>
    internal bool HasApiKey => !string.IsNullOrEmpty(ApiKeySid) && !string.IsNullOrEmpty(ApiKeySecret);

    /// <summary>Optional: the region of the API key, such as <c>ie1</c>. Twilio's default is <c>us1</c>.</summary>
    public string? Region { get; set; }

    /// <summary>Optional: the E.164 number (<c>+15551234567</c>) that calls to telephones come from.</summary>
    public string? CallerId { get; set; }

    /// <summary>
    /// The beginnings of numbers that may be called, such as <c>+1</c> and <c>+44</c> or a narrower <c>+1212</c>. Empty: no number at all.
    /// Needs <see cref="CallerId"/>.
    /// </summary>
    public IReadOnlyList<string> AllowedCountryPrefixes { get; set; } = [];

    /// <summary>
    /// Optional: what stands before <c>/voice</c> in the Voice URL that Twilio was given, such as <c>https://calls.example.com</c>. Twilio signs that
    /// address, and behind a proxy or a tunnel it is not the one that arrives here.
    /// </summary>
    public string? PublicUrl { get; set; }

    /// <summary>Set when the local sandbox does the signalling instead of Twilio: its address, such as <c>http://localhost:5102</c>.</summary>
    public string? SandboxUrl { get; set; }

    /// <summary>Host and port of that, such as <c>localhost:5102</c>; null without it.</summary>
    internal string? SandboxHost => SandboxUrl is { Length: > 0 } url ? new Uri(url).Authority : null;

    internal IEnumerable<string> AuthTokens => new[] { AuthToken, SecondaryAuthToken }.OfType<string>().Where(token => token.Length > 0);
}
