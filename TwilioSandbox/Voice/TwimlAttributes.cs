using System.Globalization;
using System.Xml.Linq;

namespace TwilioSandbox.Voice;

/// <summary>Reads attributes. An invalid value is a warning with Twilio's code, and the default applies (documented).</summary>
internal sealed class TwimlAttributes(XElement element, TwimlWarnings warnings)
{
    public string? Text(string name) => (string?)element.Attribute(name);

    public HttpMethod Method(string name, int code) => HttpMethod.Parse(OneOf(name, code, "POST", "GET"));

    public string OneOf(string name, int code, string standard, string other)
    {
        var value = Text(name) ?? standard;
        if (value == standard || value == other)
        {
            return value;
        }

        warnings.Add(code, $"<{element.Name} {name}> must be {standard} or {other}. {standard} applies.");
        return standard;
    }

    /// <summary>A whole number.</summary>
    public int? Number(string name, int code, int min, int max)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
        {
            return number;
        }

        warnings.Add(code, $"<{element.Name} {name}> must be a whole number from {min} to {max}. The default applies.");
        return null;
    }

    /// <summary>A callback such as <c>statusCallback</c>, with its <c>statusCallbackMethod</c> and <c>statusCallbackEvent</c>.</summary>
    public Twiml.Callback? Callback(string name, IReadOnlyList<string> events, string standard, int eventCode)
    {
        var method = Method($"{name}Method", TwimlCodes.Schema);
        var chosen = (Text($"{name}Event") ?? standard).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (chosen.Except(events).Any())
        {
            warnings.Add(eventCode, $"<{element.Name} {name}Event> must be some of: {string.Join(' ', events)}. Others are ignored.");
        }

        return Text(name) is { Length: > 0 } url ? new(url, method, chosen) : null;
    }

    public TimeSpan? Seconds(string name, int code, int max)
    {
        var isNumber = int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds);
        if (isNumber && seconds > 0 && seconds <= max)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        if (Text(name) is not null)
        {
            warnings.Add(code, $"<{element.Name} {name}> must be a whole number of seconds from 1 to {max}. The default applies.");
        }

        return null;
    }
}
