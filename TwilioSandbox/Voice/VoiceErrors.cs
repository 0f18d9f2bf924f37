namespace TwilioSandbox.Voice;

/// <summary>Twilio's codes and texts for webhooks that fail and TwiML that Twilio refuses (documented in its error dictionary).</summary>
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

    /// <summary>For TwiML that the sandbox cannot run. Twilio has no code for that.</summary>
    public static VoiceException Unsupported(string why) => new(TwimlCodes.Schema, "Schema validation warning", why);

    public static VoiceException ContentType(string why) => new(TwimlCodes.ContentType, "Invalid Content-Type", why);

    public static VoiceException PlayContentType(bool isInGather, string why) => isInGather
        ? new(TwimlCodes.GatherPlayContentType, "Gather->Play: Invalid Content-Type", why)
        : new(TwimlCodes.PlayContentType, "Play: Invalid Content-Type", why);

    public static VoiceException StatusCallback(string why) => new(15003, "Call Progress: Error Response to Callback URL", why);
}
