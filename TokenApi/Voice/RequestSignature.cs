using System.Security.Cryptography;
using System.Text;

namespace TokenApi.Voice;

/// <summary>
/// Twilio's signature of a request, in the header <c>X-Twilio-Signature</c>: https://www.twilio.com/docs/usage/security#validating-requests
/// </summary>
internal static class RequestSignature
{
    public const string Header = "X-Twilio-Signature";

    /// <summary>Is it the signature of one of the tokens, over one of the spellings of the address? The time it takes does not tell how close it was.</summary>
    public static bool IsValid(string? signature, IEnumerable<string> authTokens, string url, SignedForm form)
    {
        var given = Encoding.UTF8.GetBytes(signature ?? "");
        var valid = false;
        foreach (var authToken in authTokens)
        {
            foreach (var spelling in SignedUrl.Spellings(url))
            {
                valid |= CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(Compute(authToken, spelling, form)));
            }
        }

        return valid;
    }

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
