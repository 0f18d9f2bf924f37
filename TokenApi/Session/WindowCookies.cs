using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authentication.Cookies;
using TokenApi.Tokens;

namespace TokenApi.Session;

/// <summary>
/// The names of the session cookies. Over https, the prefix <c>__Host-</c> keeps other hosts of the same domain from setting them.
/// Every window of one browser may have its own session, for demos: a window that sends <c>X-Session: alice</c> uses the cookie
/// <c>session.alice</c>; other windows use <c>session</c>. ASP.NET Core ignores the case of cookie names, so Alice gets <c>session.^Alice</c>.
/// </summary>
/// <remarks>The header only chooses among the sessions of this browser. The identity is inside the cookie.</remarks>
internal sealed partial class WindowCookies : ICookieManager
{
    public const string Header = "X-Session";

    private readonly ChunkingCookieManager _cookies = new();

    // With the old cookie, a sign-in would renew the old session, which may also be in another browser (session fixation).
    public string? GetRequestCookie(HttpContext context, string key) => StartsSession(context.Request) ? null : _cookies.GetRequestCookie(context, Name(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _cookies.AppendResponseCookie(context, Name(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) =>
        _cookies.DeleteCookie(context, Name(context, key), options);

    private static bool StartsSession(HttpRequest request) =>
        (HttpMethods.IsPost(request.Method) && request.Path.Equals("/api/session", StringComparison.OrdinalIgnoreCase)) || request.Path == "/api/session/callback";

    private static string Name(HttpContext context, string key) => (context.Request.IsHttps ? "__Host-" : "") +
        (context.Request.Headers[Header] is [{ } window] && ClientName.IsValid(window) ? $"{key}.{CapitalLetter().Replace(window, "^$0")}" : key);

    [GeneratedRegex("[A-Z]")]
    private static partial Regex CapitalLetter();
}
