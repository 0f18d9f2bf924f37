using System.Globalization;
using System.Xml.Linq;

namespace TwilioSandbox.Voice;

// What every element and attribute goes through.
internal static partial class TwimlParser
{
    /// <summary>Refuses what the sandbox does not imitate, and what TwiML does not have.</summary>
    private static void Check(XElement element)
    {
        if (TwimlFeature.Find(element.Name.ToString()) is not { } feature)
        {
            throw VoiceErrors.Schema($"TwiML has no {Tag(element)}. Names are case-sensitive, and without a namespace.");
        }

        if (feature.Support == Support.Refused)
        {
            throw VoiceErrors.Schema($"The sandbox does not imitate {Tag(element)}. {TwimlFeature.Verbs}");
        }

        if (element.Name == "Response" && element.Nodes().Any(node => node is XText))
        {
            throw VoiceErrors.Schema("<Response> holds text; verbs were expected.");
        }

        foreach (var attribute in element.Attributes())
        {
            var name = attribute.Name.ToString();
            switch (TwimlFeature.Find(element.Name.ToString(), name)?.Support)
            {
                case null:
                    var known = TwimlFeature.All.Where(f => f.Element == element.Name && f.Attribute != "" && f.Support != Support.Refused)
                        .Select(f => f.Attribute).DefaultIfEmpty("none");
                    throw VoiceErrors.Schema($"{Tag(element)} has no attribute '{Short(name)}'. It has: {string.Join(", ", known)}.");
                case Support.Refused:
                    throw VoiceErrors.Schema($"The sandbox does not imitate <{element.Name} {name}>.");
                default:
                    break;
            }
        }
    }

    private static string Text(XElement element) =>
        element.HasElements ? throw VoiceErrors.Schema($"{Tag(element)} holds an element; text was expected.") : element.Value.Trim();

    private static HttpMethod Method(XElement element, string attribute, Func<string, VoiceException> fault) =>
        OneOf(element, attribute, fault, "POST", "GET") == "GET" ? HttpMethod.Get : HttpMethod.Post;

    private static string OneOf(XElement element, string attribute, Func<string, VoiceException> fault, string standard, string other) =>
        ((string?)element.Attribute(attribute) ?? standard) is var value && (value == standard || value == other)
            ? value
            : throw fault($"<{element.Name} {attribute}> must be {standard} or {other}.");

    private static TimeSpan? Seconds(XElement element, string attribute, int max, Func<string, VoiceException> fault)
    {
        if ((string?)element.Attribute(attribute) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 && seconds <= max
            ? TimeSpan.FromSeconds(seconds)
            : throw fault($"<{element.Name} {attribute}> must be whole seconds, 1 to {max}.");
    }

    // A name can be as long as the document; the journal shows enough of it.
    private static string Tag(XElement element) => $"<{Short(element.Name.ToString())}>";

    private static string Short(string text, int max = 64) => text.Length <= max ? text : text[..max] + "…";
}
