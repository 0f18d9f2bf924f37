using System.Text;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Twilio.Security;

namespace TokenApi.Voice;

/// <summary>A request of Twilio to the Voice URL, with its fields as Twilio signs them: https://www.twilio.com/docs/usage/security</summary>
/// <param name="Url">The address that Twilio signs.</param>
/// <param name="Signed">The form fields that Twilio signs.</param>
/// <param name="Fields">The fields of the form or of the query.</param>
internal sealed record VoiceRequest(string Url, ILookup<string, string> Signed, ILookup<string, string> Fields)
{
    public const string SignatureHeader = "X-Twilio-Signature";

    private static readonly ILookup<string, string> s_none = Array.Empty<string>().ToLookup(key => key);

    /// <exception cref="InvalidDataException">A key or value of the form is too long.</exception>
    public static async Task<VoiceRequest> ReadFormAsync(HttpRequest request, string? publicUrl)
    {
        // ASP.NET Core's own form collection merges To and to, which Twilio signs as two fields.
        List<KeyValuePair<string, string>> pairs = [];
        using var reader = new FormReader(request.Body, Encoding.UTF8);
        while (await reader.ReadNextPairAsync(request.HttpContext.RequestAborted) is { } pair)
        {
            pairs.Add(pair);
        }

        var form = pairs.ToLookup(pair => pair.Key, pair => pair.Value);
        return new(UrlOf(request, publicUrl), form, form);
    }

    public static VoiceRequest ReadQuery(HttpRequest request, string? publicUrl)
    {
        List<KeyValuePair<string, string>> pairs = [];
        foreach (var pair in new QueryStringEnumerable(request.QueryString.Value))
        {
            pairs.Add(new(pair.DecodeName().ToString(), pair.DecodeValue().ToString()));
        }

        return new(UrlOf(request, publicUrl), s_none, pairs.ToLookup(pair => pair.Key, pair => pair.Value));
    }

    public bool IsSignedWith(IEnumerable<string> authTokens, string? signature)
    {
        // Twilio signs k=1&k=2 as "k1k2": the key, then each distinct value in order.
        var form = Signed.ToDictionary(field => field.Key, field => string.Join(field.Key, field.Distinct().Order(StringComparer.Ordinal)));
        return !string.IsNullOrEmpty(signature) && authTokens.Any(authToken => new RequestValidator(authToken).Validate(Url, form, signature));
    }

    /// <summary>The only value of a field; null when it is missing or has several values.</summary>
    public string? Single(string field) => Fields[field].Distinct().ToList() is [var value] ? value : null;

    // Path and query as they were sent: decoding and encoding them again may change the signature.
    private static string UrlOf(HttpRequest request, string? publicUrl)
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget is ['/', ..] and var raw ? raw : request.GetEncodedPathAndQuery();
        return (string.IsNullOrEmpty(publicUrl) ? $"{request.Scheme}://{request.Host.Value}" : publicUrl.TrimEnd('/')) + target;
    }
}
