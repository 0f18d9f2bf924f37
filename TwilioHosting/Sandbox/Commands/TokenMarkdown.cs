using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Aspire.Hosting.Twilio.Commands;

/// <summary>A token as Markdown, for the dashboard and the CLI.</summary>
internal static class TokenMarkdown
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The token with its decoded header and payload: <c>base64url(header).base64url(payload).base64url(signature)</c></summary>
    public static string Of(string token)
    {
        var parts = token.Split('.');
        return $"""
            {Block("", token)}

            Header

            {Decoded(parts[0])}

            Payload

            {Decoded(parts[1])}
            """;
    }

    /// <summary>A JSON document.</summary>
    public static string Json(JsonElement json) => Block("json", JsonSerializer.Serialize(json, s_json));

    private static string Decoded(string part) => Json(JsonSerializer.Deserialize<JsonElement>(Base64Url.DecodeFromChars(part)));

    private static string Block(string language, string text) => $"```{language}\n{text}\n```";
}
