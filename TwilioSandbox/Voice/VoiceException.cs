namespace TwilioSandbox.Voice;

/// <summary>The application did not say what to do with a call.</summary>
/// <param name="code">Twilio's code, as its debugger shows it.</param>
/// <param name="title">Twilio's text for <paramref name="code"/>.</param>
/// <param name="explanation">What exactly was wrong, and what would have been accepted.</param>
internal sealed class VoiceException(int code, string title, string explanation) : Exception($"{title}: {explanation}")
{
    public int Code => code;

    public string Title => title;

    public string Explanation => explanation;
}
