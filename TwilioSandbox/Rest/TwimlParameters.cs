using System.Text;
using TwilioSandbox.Calls;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Rest;

/// <summary>The parameters that name the TwiML of a call: <c>Url</c> or <c>Twiml</c>, with <c>Method</c>, <c>FallbackUrl</c>.</summary>
internal static class TwimlParameters
{
    private const int MaxLength = 4000; // documented, error 32018

    /// <returns>The TwiML, or the error.</returns>
    public static (TwimlSource? Source, IResult? Error) Read(IFormCollection form, SandboxOptions options)
    {
        var (method, error) = RestForm.Method(form, "Method");
        if (error is not null)
        {
            return (null, error);
        }

        Uri? fallback = null;
        if (form["FallbackUrl"] is [{ Length: > 0 } text] && (fallback = RestForm.Url(text)) is null)
        {
            return (null, RestErrors.Url("FallbackUrl must be an absolute http or https URL."));
        }

        // If there are both, Twilio ignores Twiml (documented).
        if (form["Url"] is [{ Length: > 0 } url])
        {
            return RestForm.Url(url) is { } valid
                ? (new TwimlSource(valid, method) { FallbackUrl = fallback }, null)
                : (null, RestErrors.Url("Url must be an absolute http or https URL."));
        }

        return form["Twiml"] is [{ Length: > 0 } twiml] ? ReadDocument(twiml, options) : (null, null);
    }

    private static (TwimlSource? Source, IResult? Error) ReadDocument(string twiml, SandboxOptions options)
    {
        if (twiml.Length > MaxLength)
        {
            return (null, RestErrors.TwimlSize($"Twiml has {twiml.Length} characters. It can have {MaxLength}."));
        }

        // The document has no URL of its own.
        var url = options.VoiceUrl ?? new("http://localhost");
        try
        {
            var document = TwimlParser.Parse(url, Encoding.UTF8.GetBytes(twiml), "utf-8");
            foreach (var address in document.Addresses)
            {
                document.Resolve(address);
            }

            return (new TwimlSource(url, HttpMethod.Post) { Document = document }, null);
        }
        catch (VoiceException e)
        {
            return (null, RestErrors.Twiml(e));
        }
    }
}
