using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TwilioSandbox.Account;

/// <summary>Signs with a key of the sandbox's account, whatever the token says.</summary>
internal static class TokenSigner
{
    /// <param name="signingInput"><c>base64url(header).base64url(payload)</c>. Neither has to be valid JSON: the judge explains what is wrong.</param>
    /// <param name="account">The account whose key signs.</param>
    public static string Sign(string signingInput, SandboxOptions account)
    {
        var key = account.ApiKeySid.Length > 0 && IssuerOf(signingInput) == account.ApiKeySid ? account.ApiKeySecret : account.AuthToken;
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.ASCII.GetBytes(signingInput));
        return $"{signingInput}.{Base64Url.EncodeToString(signature)}";
    }

    private static string? IssuerOf(string signingInput)
    {
        try
        {
            using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(signingInput.Split('.')[1]));
            return Json.Text(payload.RootElement, "iss");
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }
}
