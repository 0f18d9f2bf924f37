using System.Security.Cryptography;
using System.Text;

namespace TokenApi.Voice;

/// <summary>
/// Twilio's signature of a request, in the header <c>X-Twilio-Signature</c>: https://www.twilio.com/docs/usage/security#validating-requests
/// </summary>
internal static class RequestSignature
{
    public const string Header = "X-Twilio-Signature";

    /// <summary>Compares in a time that does not tell how much of the signature was right.</summary>
    public static bool IsValid(string? signature, string authToken, string url, SignedForm form) =>
        signature is not null && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(Compute(authToken, url, form)));

    /// <summary>
    /// Base64 of HMAC-SHA1, keyed with the auth token, of the URL and then each key and value of the form without anything between them:
    /// <c>https://example.com/voice?a=1</c> <c>Fromclient:alice</c> <c>Tobob</c>
    /// </summary>
    public static string Compute(string authToken, string url, SignedForm form)
    {
        var signed = new StringBuilder(url);
        foreach (var (key, value) in form.InSignatureOrder)
        {
            signed.Append(key).Append(value);
        }

#pragma warning disable CA5350 // SHA-1 is what Twilio signs with. HMAC does not depend on the collision resistance that SHA-1 has lost.
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(signed.ToString())));
#pragma warning restore CA5350
    }
}
