using System.Xml.Linq;

namespace TwilioSandbox.Voice;

/// <summary>Reads <c>&lt;Say&gt;</c>, <c>&lt;Play&gt;</c> and <c>&lt;Pause&gt;</c>.</summary>
internal sealed class SpokenParser(TwimlWarnings warnings, bool isInGather = false)
{
    private const int MaxLoop = 1000; // Also of loop="0" (documented).
    private const int MaxText = 4096; // documented
    private const int MaxDigits = 100;

    /// <returns>Null if the element is another one, or says nothing.</returns>
    public Twiml? Read(XElement element) => element.Name.ToString() switch
    {
        "Pause" => ReadPause(element),
        "Play" => ReadPlay(element),
        "Say" => ReadSay(element),
        _ => null,
    };

    private Twiml.Pause ReadPause(XElement pause)
    {
        warnings.Check(pause, ["length"]);
        return new(new TwimlAttributes(pause, warnings).Seconds("length", TwimlCodes.PauseLength, 3600) ?? TimeSpan.FromSeconds(1));
    }

    private Twiml.Play ReadPlay(XElement play)
    {
        warnings.Check(play, ["digits", "loop"], hasContent: true);
        var attributes = new TwimlAttributes(play, warnings);
        var digits = attributes.Text("digits");
        if (digits is not null && (digits.Length > MaxDigits || !digits.All(key => char.IsAsciiDigit(key) || "*#wWABCD".Contains(key, StringComparison.Ordinal))))
        {
            warnings.AddSchema($"<Play digits> must be at most {MaxDigits} of 0-9, *, #, A-D, and w or W for a pause. It is ignored.");
            digits = null;
        }

        return new(play.Value.Trim(), digits, ReadLoop(attributes, TwimlCodes.PlayLoop)) { IsInGather = isInGather };
    }

    private Twiml.Say ReadSay(XElement say)
    {
        warnings.Check(say, ["language", "loop", "voice"], hasContent: true);
        if (say.HasElements)
        {
            warnings.Add(null, "The sandbox speaks only the text of <Say>. The markup in it has no effect.");
        }

        var text = string.Join(' ', say.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length is 0 or > MaxText)
        {
            warnings.Add(TwimlCodes.SayText, $"<Say> needs a text of 1 to {MaxText} characters. The rest is not spoken.");
        }

        var attributes = new TwimlAttributes(say, warnings);
        var language = attributes.Text("language") is { Length: <= 16 } name && name.Split('-').All(part => part.Length > 0 && part.All(char.IsAsciiLetterOrDigit))
            ? name.ToLowerInvariant() : null;
        return new(text.Length > MaxText ? text[..MaxText] : text, language, ReadLoop(attributes, isInGather ? TwimlCodes.GatherSayLoop : TwimlCodes.SayLoop));
    }

    private static int ReadLoop(TwimlAttributes attributes, int code) => attributes.Number("loop", code, 0, MaxLoop) switch
    {
        null => 1,
        0 => MaxLoop,
        var loop => loop.Value,
    };
}
