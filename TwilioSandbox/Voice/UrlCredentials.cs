using System.Net;

namespace TwilioSandbox.Voice;

/// <summary>Answers a 401 with the user name and password of the URL, <c>https://user:password@example.com/voice</c> (documented, "Security").</summary>
internal sealed class UrlCredentials : ICredentials
{
    public NetworkCredential? GetCredential(Uri uri, string authType) => authType is "Basic" or "Digest" && uri.UserInfo.Split(':', 2) is [{ Length: > 0 } user, var password]
        ? new(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password))
        : null;
}
