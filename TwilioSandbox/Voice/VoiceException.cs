namespace TwilioSandbox.Voice;

/// <summary>A webhook failed, or Twilio refuses its TwiML.</summary>
/// <param name="code">Twilio's error code.</param>
/// <param name="title">Twilio's text for <paramref name="code"/>.</param>
/// <param name="explanation">What is wrong, and what to do.</param>
internal sealed class VoiceException(int code, string title, string explanation) : Exception($"{title}: {explanation}")
{
    public int Code => code;

    public string Title => title;

    public string Explanation => explanation;
}
