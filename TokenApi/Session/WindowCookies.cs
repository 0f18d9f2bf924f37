using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authentication.Cookies;
using TokenApi.Tokens;

namespace TokenApi.Session;

/// <summary>
/// Lets every window of one browser be somebody else, so that a demo needs one browser only. A window that says <c>X-Session: alice</c> has the
/// cookie <c>session.alice</c>; one that says nothing has <c>session</c>. ASP.NET does not tell <c>session.alice</c> from <c>session.Alice</c>, who is
/// somebody else: her cookie is <c>session.^Alice</c>.
/// </summary>
/// <remarks>The header chooses among the sessions that this browser has. It proves nothing: who somebody is stands inside the cookie.</remarks>
internal sealed partial class WindowCookies : ICookieManager
{
    public const string Header = "X-Session";

    private readonly ChunkingCookieManager _cookies = new();

    public string? GetRequestCookie(HttpContext context, string key) => _cookies.GetRequestCookie(context, Name(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _cookies.AppendResponseCookie(context, Name(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) =>
        _cookies.DeleteCookie(context, Name(context, key), options);

    private static string Name(HttpContext context, string key) =>
        context.Request.Headers[Header] is [{ } window] && ClientName.IsValid(window) ? $"{key}.{CapitalLetter().Replace(window, "^$0")}" : key;

    [GeneratedRegex("[A-Z]")]
    private static partial Regex CapitalLetter();
}
