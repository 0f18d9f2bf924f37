namespace TwilioSandbox.Voice;

/// <summary>Twilio's codes and texts for what an application does wrong, from its error dictionary (documented).</summary>
/// <remarks>Some are warnings at Twilio, which goes on with a default value. The sandbox ends the call, so that a test sees it.</remarks>
internal static class VoiceErrors
{
    public static VoiceException InvalidUrl(string why) => new(11100, "Invalid URL format", why);

    public static VoiceException HttpStatus(string why) => new(11200, "HTTP retrieval failure", why);

    public static VoiceException Connection(string why) => new(11205, "HTTP connection failure", why);

    public static VoiceException Protocol(string why) => new(11206, "HTTP protocol violation", why);

    public static VoiceException HostName(string why) => new(11210, "HTTP bad host name", why);

    public static VoiceException TooManyRedirects(string why) => new(11215, "HTTP too many redirects", why);

    public static VoiceException Tls(string why) => new(11220, "SSL/TLS Handshake Error", why);

    public static VoiceException TooLarge(string why) => new(11750, "TwiML response body too large", why);

    public static VoiceException Empty(string why) => new(11770, "Empty response body", why);

    public static VoiceException NotXml(string why) => new(12100, "Document parse failure", why);

    public static VoiceException NoResponse(string why) => new(12102, "The root element must be Response", why);

    /// <summary>Also for what Twilio does and the sandbox does not: no code of Twilio's says that.</summary>
    public static VoiceException Schema(string why) => new(12200, "Schema validation warning", why);

    public static VoiceException ContentType(string why) => new(12300, "Invalid Content-Type", why);

    public static VoiceException DialMethod(string why) => new(13210, "Dial: Invalid method value", why);

    public static VoiceException DialTimeout(string why) => new(13212, "Dial: Invalid timeout value", why);

    public static VoiceException DialCallerId(string why) => new(13214, "Dial: Invalid callerId value", why);

    public static VoiceException DialNested(string why) => new(13215, "Dial: Invalid nested element", why);

    public static VoiceException DialAnswerOnBridge(string why) => new(13219, "Dial: Invalid answerOnBridge value", why);

    public static VoiceException RedirectMethod(string why) => new(13710, "Redirect: Invalid method value", why);

    public static VoiceException PauseLength(string why) => new(13910, "Pause: Invalid length value", why);

    public static VoiceException StatusCallback(string why) => new(15003, "Call Progress: Error Response to Callback URL", why);
}
