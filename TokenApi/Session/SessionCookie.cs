using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace TokenApi.Session;

/// <summary>
/// Who is signed in, kept in an encrypted cookie that scripts cannot read and other sites cannot send. It lasts for eight hours of not being used.
/// </summary>
internal static class SessionCookie
{
    private const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    public static AuthenticationBuilder AddSessionCookie(this AuthenticationBuilder authentication) =>
        authentication.AddCookie(Scheme, options =>
        {
            options.Cookie.Name = "session";
            options.CookieManager = new WindowCookies();
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            // Development is plain http on loopback.
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.ExpireTimeSpan = TimeSpan.FromHours(8);
        });

    /// <summary>Somebody of whom the client name is known, and nothing else.</summary>
    public static ClaimsPrincipal Principal(string name) => new(new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], Scheme));

    public static Task SignInAsync(HttpContext http, string name) => http.SignInAsync(Scheme, Principal(name));

    public static Task SignOutAsync(HttpContext http) => http.SignOutAsync(Scheme);
}
