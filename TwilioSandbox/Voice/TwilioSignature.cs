using System.Security.Cryptography;
using System.Text;

namespace TwilioSandbox.Voice;

/// <summary>The header <c>X-Twilio-Signature</c> (documented, "Webhooks Security").</summary>
internal static class TwilioSignature
{
    public const string HeaderName = "X-Twilio-Signature";

    /// <summary>base64(HMAC-SHA1(auth token, URL + each parameter's name and value, sorted by name))</summary>
    public static string Compute(string authToken, Uri url, IEnumerable<KeyValuePair<string, string>> form)
    {
        var text = new StringBuilder(url.AbsoluteUri);
        foreach (var (name, value) in form.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            text.Append(name).Append(value);
        }

#pragma warning disable CA5350 // HMAC-SHA1 is what Twilio signs webhooks with.
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(text.ToString())));
#pragma warning restore CA5350
    }
}
