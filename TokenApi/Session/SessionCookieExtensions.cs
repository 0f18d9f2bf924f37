using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace TokenApi.Session;

/// <summary>The session: an encrypted cookie with the client name, which scripts cannot read and other sites cannot send.</summary>
internal static class SessionCookieExtensions
{
    private const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    public static AuthenticationBuilder AddSessionCookie(this AuthenticationBuilder authentication) => authentication.AddCookie(Scheme, options =>
    {
        options.Cookie.Name = "session";
        options.CookieManager = new WindowCookies();
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        // Development uses http on loopback.
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromHours(8);
    });

    public static Task SignInAsync(this HttpContext http, string clientName) => http.SignInAsync(Scheme, Principal(clientName));

    /// <summary>A principal with the client name and no other claim.</summary>
    public static ClaimsPrincipal Principal(string clientName) => new(new ClaimsIdentity([new Claim(ClaimTypes.Name, clientName)], Scheme));
}
