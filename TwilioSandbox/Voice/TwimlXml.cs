using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace TwilioSandbox.Voice;

/// <summary>Loads the XML of a TwiML document.</summary>
internal static class TwimlXml
{
    // For encodings such as windows-1252.
    static TwimlXml() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="body">The document.</param>
    /// <param name="charset">The charset of the Content-Type. Without it, the byte order mark or the XML declaration decides, and UTF-8 is the default.</param>
    /// <exception cref="VoiceException">The document is not XML, or its root is not <c>Response</c>.</exception>
    public static XElement Load(byte[] body, string? charset)
    {
        // Entities could grow without limit or read files, so a DTD is not allowed.
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = Webhook.MaxBytes };
        try
        {
            using var stream = new MemoryStream(body);
            using var reader = charset is null ? XmlReader.Create(stream, settings) : XmlReader.Create(new StreamReader(stream, FindEncoding(charset)), settings);
            var root = XElement.Load(reader);
            return root.Name == "Response" ? root
                : throw VoiceErrors.NoResponse($"The root element is {Tag(root)}. It must be <Response>, case-sensitive and without a namespace.");
        }
        catch (Exception e) when (e is XmlException or DecoderFallbackException)
        {
            throw VoiceErrors.NotXml($"The response is not well-formed XML: {Shorten(e.Message, 300)}");
        }
    }

    /// <summary>The element's name for messages. A name can be as long as the document.</summary>
    public static string Tag(XElement element) => $"<{Shorten(element.Name.ToString())}>";

    /// <summary>The text of an element without that of its children. Comments and processing instructions may divide it.</summary>
    public static string TextOf(XElement element) => string.Concat(element.Nodes().OfType<XText>().Select(text => text.Value)).Trim();

    public static string Shorten(string text, int max = 64) => text.Length <= max ? text : text[..max] + "…";

    private static Encoding FindEncoding(string charset)
    {
        try
        {
            return Encoding.GetEncoding(charset);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw VoiceErrors.ContentType("The response has an unknown charset. Use UTF-8.");
        }
    }
}
