using Microsoft.AspNetCore.Authentication.Cookies;

namespace TokenApi.Session;

/// <summary>The ways to say who one is.</summary>
internal static class SignIn
{
    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        var provider = OpenIdConnectSettings.From(builder.Configuration);
        var bearer = BearerSettings.From(builder.Configuration);
        builder.Services.AddSingleton(provider);
        builder.Services.AddSingleton(bearer);
        builder.Services.AddSingleton<DemoSignIn>();
        builder.Services.AddAuthorization();

        var authentication = builder.Services
            .AddAuthentication(bearer.IsConfigured ? BearerCallers.SessionOrBearer : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddSessionCookie();
        if (provider.IsConfigured)
        {
            authentication.AddProviderSignIn(provider);
        }

        if (bearer.IsConfigured)
        {
            authentication.AddBearerCallers(bearer);
        }
    }

    /// <summary>What to tell the person who started this with settings that let nobody sign in; null when somebody can.</summary>
    public static string? ExplainFaults(IServiceProvider services)
    {
        var provider = services.GetRequiredService<OpenIdConnectSettings>();
        var faults = provider.Faults().Concat(services.GetRequiredService<BearerSettings>().Faults()).ToList();
        if (faults.Count > 0)
        {
            return $"TokenApi cannot start with these settings for signing in:\n  {string.Join("\n  ", faults)}";
        }

        return provider.IsConfigured || services.GetRequiredService<DemoSignIn>().IsAllowed
            ? null
            : $"""
                TokenApi cannot start, because nobody could sign in.
                The demo sign-in, which takes any name without proof, exists with the sandbox account, and in Development for browsers on this machine.

                To let people sign in at an OpenID Connect provider, register TokenApi there with the redirect address https://<your host>/api/session/callback, and set
                  {OpenIdConnectSettings.Section}:Authority, :ClientId and :ClientSecret
                  in the environment, for example:  Authentication__OpenIdConnect__Authority=https://login.example.com
                To use the local sandbox, which needs no provider and no settings:
                  dotnet run --project AppHost
                """;
    }
}
