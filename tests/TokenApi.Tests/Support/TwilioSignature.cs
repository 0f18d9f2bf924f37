using System.Security.Cryptography;
using System.Text;
using TokenApi.Voice;

namespace TokenApi.Tests.Support;

/// <summary>Signs requests as Twilio does: https://www.twilio.com/docs/usage/security#validating-requests</summary>
internal static class TwilioSignature
{
    /// <summary>Base64 of HMAC-SHA1 of the URL, and then each key and each distinct value, in order.</summary>
    public static string Compute(string authToken, string url, params (string Key, string Value)[] form)
    {
        var fields = form.Distinct().OrderBy(field => field.Key, StringComparer.Ordinal).ThenBy(field => field.Value, StringComparer.Ordinal);
        var signed = url + string.Concat(fields.Select(field => field.Key + field.Value));
#pragma warning disable CA5350 // Twilio signs with SHA-1.
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(signed)));
#pragma warning restore CA5350
    }

    /// <summary>A client that sends this signature.</summary>
    public static HttpClient Signed(this HttpClient client, string? signature)
    {
        if (signature is not null)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation(VoiceRequest.SignatureHeader, signature);
        }

        return client;
    }
}
