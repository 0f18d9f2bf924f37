using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;

namespace TokenApi.Voice;

/// <summary>
/// The address that Twilio was given, which it signs to the letter. A proxy changes what arrives here: <c>Twilio:PublicUrl</c> says what it was, or
/// else the forwarded headers of a trusted proxy do (see docs/voice.md).
/// </summary>
internal static partial class SignedUrl
{
    /// <param name="request">Its path and query are taken as they came, not decoded and encoded again.</param>
    /// <param name="publicUrl">What stands before the path, such as <c>https://calls.example.com</c>; scheme and host of the request when empty.</param>
    public static string Of(HttpRequest request, string? publicUrl)
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget;
        if (target is not ['/', ..])
        {
            // A client may also send the whole address as target (RFC 9112, section 3.2.2).
            target = request.GetEncodedPathAndQuery();
        }

        return (string.IsNullOrEmpty(publicUrl) ? $"{request.Scheme}://{request.Host.Value}" : publicUrl.TrimEnd('/')) + target;
    }

    /// <summary>
    /// With and without the port: Twilio has not always signed it. The same two as in Twilio's libraries, which drop any port but add only the standard one.
    /// </summary>
    public static string[] Spellings(string url)
    {
        var parts = Parts().Match(url);
        var (origin, port, rest) = (parts.Groups["origin"].Value, parts.Groups["port"].Value, url[parts.Length..]);
        if (port.Length == 0)
        {
            port = origin.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? ":443" : ":80";
        }

        return [origin + rest, origin + port + rest];
    }

    // https://calls.example.com:8443/voice?a=1, http://[::1]:5101/voice
    [GeneratedRegex(@"\A(?<origin>https?://[^/?#]*?)(?<port>:[0-9]+)?(?=[/?#]|\z)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Parts();
}
