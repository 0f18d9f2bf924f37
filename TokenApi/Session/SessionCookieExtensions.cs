using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace TokenApi.Session;

/// <summary>The session: an encrypted cookie, which scripts cannot read and other sites cannot send, with the key of a <see cref="SessionStore"/>.</summary>
internal static class SessionCookieExtensions
{
    private const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;
    private const string Ends = nameof(Ends);

    public static AuthenticationBuilder AddSessionCookie(this AuthenticationBuilder authentication)
    {
        authentication.Services.AddOptions<SessionLifetimeOptions>().BindConfiguration(SessionLifetimeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        authentication.Services.AddSingleton<SessionStore>();
        authentication.Services.AddOptions<CookieAuthenticationOptions>(Scheme).Configure<SessionStore, IOptions<SessionLifetimeOptions>>((options, store, lifetime) =>
        {
            options.SessionStore = store;
            options.ExpireTimeSpan = lifetime.Value.IdleTimeout;
            options.Events.OnSigningIn = signIn => SetEnd(signIn, lifetime.Value.Lifetime);
        });
        return authentication.AddCookie(Scheme, options =>
        {
            options.Cookie.Name = "session";
            options.CookieManager = new WindowCookies();
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.Path = "/";
            // Development uses http on loopback.
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Events.OnValidatePrincipal = RefuseAfterEnd;
        });
    }

    public static Task SignInAsync(this HttpContext http, string clientName) => http.SignInAsync(Scheme, Principal(clientName));

    /// <summary>A principal with the client name and no other claim.</summary>
    public static ClaimsPrincipal Principal(string clientName) => new(new ClaimsIdentity([new Claim(ClaimTypes.Name, clientName)], Scheme));

    private static Task SetEnd(CookieSigningInContext signIn, TimeSpan lifetime)
    {
        signIn.Properties.SetString(Ends, (signIn.Options.TimeProvider!.GetUtcNow() + lifetime).ToString("O", CultureInfo.InvariantCulture));
        return Task.CompletedTask;
    }

    private static Task RefuseAfterEnd(CookieValidatePrincipalContext session)
    {
        var end = DateTimeOffset.Parse(session.Properties.GetString(Ends)!, CultureInfo.InvariantCulture);
        if (session.Options.TimeProvider!.GetUtcNow() >= end)
        {
            session.RejectPrincipal();
        }

        return Task.CompletedTask;
    }
}
