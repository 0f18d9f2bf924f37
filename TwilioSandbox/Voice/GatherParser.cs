using System.Xml.Linq;

namespace TwilioSandbox.Voice;

/// <summary>Reads <c>&lt;Gather&gt;</c> and its prompts.</summary>
internal sealed class GatherParser(TwimlWarnings warnings)
{
    private const int MaxTimeout = 600; // inferred
    private const int MaxDigits = 1000; // inferred
    private const string Keys = "0123456789*#";

    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(5); // documented

    public Twiml.Gather Read(XElement gather)
    {
        warnings.Check(gather, ["action", "actionOnEmptyResult", "finishOnKey", "input", "method", "numDigits", "timeout"], hasContent: true);
        var attributes = new TwimlAttributes(gather, warnings);
        var prompts = gather.Elements().Select(ReadPrompt).OfType<Twiml>().ToArray();
        return new(prompts)
        {
            Action = attributes.Text("action") ?? "",
            Method = attributes.Method("method", TwimlCodes.GatherMethod),
            Timeout = attributes.Text("timeout") == "auto" ? s_timeout : attributes.Seconds("timeout", TwimlCodes.GatherTimeout, MaxTimeout) ?? s_timeout,
            FinishOnKey = ReadFinishOnKey(attributes),
            NumDigits = attributes.Number("numDigits", TwimlCodes.GatherNumDigits, 1, MaxDigits),
            ActionOnEmptyResult = attributes.OneOf("actionOnEmptyResult", TwimlCodes.GatherActionOnEmptyResult, "false", "true") == "true",
            ReadsKeys = ReadInput(attributes),
        };
    }

    private bool ReadInput(TwimlAttributes attributes)
    {
        var inputs = (attributes.Text("input") ?? "dtmf").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (inputs.Contains("speech"))
        {
            warnings.Add(null, "The sandbox does not recognize speech. <Gather> reads only keys, with input=\"dtmf\".");
        }
        else if (inputs is not ["dtmf"])
        {
            warnings.AddSchema("<Gather input> must be dtmf, speech or dtmf speech. dtmf applies.");
            return true;
        }

        return inputs.Contains("dtmf");
    }

    private char? ReadFinishOnKey(TwimlAttributes attributes)
    {
        switch (attributes.Text("finishOnKey"))
        {
            case null:
                return '#'; // documented
            case "":
                return null;
            case { Length: 1 } key when Keys.Contains(key[0], StringComparison.Ordinal):
                return key[0];
            default:
                warnings.Add(TwimlCodes.GatherFinishOnKey, $"<Gather finishOnKey> must be one of {Keys}, or empty. # applies.");
                return '#';
        }
    }

    private Twiml? ReadPrompt(XElement prompt)
    {
        var read = new SpokenParser(warnings, isInGather: true).Read(prompt);
        if (read is null)
        {
            warnings.Add(TwimlCodes.GatherNestedVerb, $"{TwimlXml.Tag(prompt)} in <Gather> is ignored. It can contain <Pause>, <Play> and <Say>.");
        }

        return read;
    }
}
