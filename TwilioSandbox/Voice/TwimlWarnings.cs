using System.Xml.Linq;

namespace TwilioSandbox.Voice;

/// <summary>Something in a TwiML document that has no effect. Twilio logs it as a warning and goes on, and so does the sandbox.</summary>
/// <param name="Code">Twilio's code. Null if Twilio accepts this and only the sandbox ignores it.</param>
/// <param name="Text">What is ignored, and what to use instead.</param>
internal sealed record TwimlWarning(int? Code, string Text);

/// <summary>Collects the warnings of one document.</summary>
internal sealed class TwimlWarnings
{
    // A document can be wrong in thousands of places, which would fill the journal.
    private const int Max = 20;

    private readonly List<TwimlWarning> _warnings = [];

    public IReadOnlyList<TwimlWarning> Read() => _warnings;

    public void Add(int? code, string text)
    {
        if (_warnings.Count < Max)
        {
            _warnings.Add(new(code, text));
        }
    }

    public void AddSchema(string text) => Add(TwimlCodes.Schema, text);

    /// <summary>An element that the sandbox skips. The next one runs.</summary>
    public void AddSkipped(XElement element, string parent)
    {
        if (TwimlVocabulary.HasElement(element.Name.ToString()))
        {
            // <Connect><Stream>, because <Connect> alone says little.
            var child = element.Name.LocalName is "Connect" or "Start" && element.Elements().FirstOrDefault() is { } first ? TwimlXml.Tag(first) : "";
            Add(null, $"{TwimlXml.Tag(element)}{child} in <{parent}> has no effect in the sandbox. {TwimlVocabulary.Advise(element.Name.LocalName, parent)}");
        }
        else
        {
            AddSchema($"TwiML has no {TwimlXml.Tag(element)}. Names are case-sensitive and have no namespace.");
        }
    }

    /// <summary>Warns of every attribute that the sandbox does not read, and of content where there should be none.</summary>
    public void Check(XElement element, string[] attributes, bool hasContent = false)
    {
        foreach (var name in element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).Select(attribute => attribute.Name.ToString()).Except(attributes))
        {
            if (TwimlVocabulary.HasAttribute(element.Name.LocalName, name))
            {
                Add(null, $"<{element.Name} {name}> has no effect in the sandbox.");
            }
            else
            {
                AddSchema($"<{element.Name}> has no attribute '{TwimlXml.Shorten(name)}'. The sandbox reads: {string.Join(", ", attributes.DefaultIfEmpty("none"))}.");
            }
        }

        if (!hasContent && (element.HasElements || !string.IsNullOrWhiteSpace(element.Value)))
        {
            AddSchema($"<{element.Name}> must be empty. Its content is ignored.");
        }
    }
}
