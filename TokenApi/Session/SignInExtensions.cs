using Microsoft.AspNetCore.Authentication.Cookies;
using TokenApi.SharedState;
using TokenApi.Tokens;

namespace TokenApi.Session;

/// <summary>The ways to sign in: sessions from the demo sign-in or an OpenID Connect provider, and bearer tokens.</summary>
internal static class SignInExtensions
{
    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        var schemes = SignInSchemes.Of(builder.Configuration, builder.Environment);
        builder.Services.AddSingleton(schemes);
        builder.Services.AddSingleton<DemoSignIn>();
        builder.Services.AddOptions<AdministratorOptions>().BindConfiguration(SessionLifetimeOptions.Section)
            .Validate(
                options => schemes.OpenIdConnect || options.Administrators.Length == 0,
                "Sessions:Administrators needs an identity provider, because anybody can use the demo sign-in with the name of an administrator.")
            .Validate(
                options => options.Administrators.All(ClientName.IsValid),
                "Sessions:Administrators has a malformed name. Expected: client names, such as alice_x40_example_x2E_com for alice@example.com.")
            .ValidateOnStart();
        builder.Services.AddAuthorization();
        builder.Services.AddHealthChecks().AddCheck<ProviderCheck>("identity provider");

        var authentication = builder.Services
            .AddAuthentication(schemes.Bearer ? BearerCallersExtensions.SessionOrBearer : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddSessionCookie();
        if (schemes.OpenIdConnect)
        {
            authentication.AddProviderSignIn();
        }

        if (schemes.Bearer)
        {
            authentication.AddBearerCallers();
        }
    }

    public static void UseSignIn(this WebApplication app)
    {
        app.UseSessionKeys();
        app.UseSessionGuard();
        app.UseAuthentication();
        app.UseSameOrigin();
        app.UseRateLimiter();
        app.UseAuthorization();
    }
}
