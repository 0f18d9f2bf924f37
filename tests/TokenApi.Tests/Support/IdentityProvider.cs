using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

[assembly: AssemblyFixture(typeof(TokenApi.Tests.Support.IdentityProvider))]

namespace TokenApi.Tests.Support;

/// <summary>
/// A real OpenID Connect provider on loopback: OpenIddict, with keys that exist for this run only. The cookie <c>user</c> names the user.
/// </summary>
public sealed class IdentityProvider : IAsyncLifetime
{
    public const string ClientId = "phone";
    public const string ClientSecret = "provider-s3cret";
    public const string Audience = "https://phone.example.com";

    public const string OtherAudience = "https://other.example.com";

    /// <summary>A user with this in the e-mail address has not verified it.</summary>
    public const string Unverified = "unverified";

    /// <summary>Of a user with this in the e-mail address the provider does not say whether it is verified.</summary>
    public const string Unsaid = "unsaid";

    private WebApplication? _app;

    public Uri Address => new(_app!.Urls.Single());

    /// <summary>The configuration of a service that uses this provider.</summary>
    public Dictionary<string, string> Settings => new()
    {
        ["Authentication:Schemes:OpenIdConnect:Authority"] = Address.ToString(),
        ["Authentication:Schemes:OpenIdConnect:ClientId"] = ClientId,
        ["Authentication:Schemes:OpenIdConnect:ClientSecret"] = ClientSecret,
        ["Authentication:Schemes:OpenIdConnect:NameClaim"] = "email",
        ["Authentication:Schemes:Bearer:Authority"] = Address.ToString(),
        ["Authentication:Schemes:Bearer:ValidAudience"] = Audience,
        // This process may be busy.
        ["Authentication:Schemes:OpenIdConnect:BackchannelTimeout"] = "00:01:00",
        ["Authentication:Schemes:Bearer:BackchannelTimeout"] = "00:01:00",
    };

    /// <summary>An access token for a machine.</summary>
    public async Task<string> IssueToMachine(string machine, string audience = Audience)
    {
        using var client = new HttpClient();
        var answer = await client.PostAsync(
            new Uri(Address, "token"),
            new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", machine), new("client_secret", ClientSecret), new("scope", audience)]),
            TestContext.Current.CancellationToken);
        return (await answer.Json())["access_token"]!.GetValue<string>();
    }

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddOpenIddict().AddServer(Configure);
        _app = builder.Build();
        _app.UseAuthentication();
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync() => await _app!.DisposeAsync();

    private static void Configure(OpenIddictServerBuilder server)
    {
        server.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token").SetUserInfoEndpointUris("userinfo");
        server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange().AllowClientCredentialsFlow();
        server.RegisterScopes(Scopes.Profile, Scopes.Email, Audience, OtherAudience);
        server.AddEphemeralEncryptionKey().AddEphemeralSigningKey().DisableAccessTokenEncryption();
        server.UseAspNetCore().DisableTransportSecurityRequirement();

        // Without a database.
        server.EnableDegradedMode();
        AddValidation(server);
        AddAnswers(server);
    }

    private static void AddValidation(OpenIddictServerBuilder server)
    {
        server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            if (context.ClientId != ClientId || context.RedirectUri != "http://localhost/api/session/callback")
            {
                context.Reject(OpenIddictConstants.Errors.InvalidClient);
            }

            return default;
        }));
        server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            if (context.ClientId is null || context.ClientSecret != ClientSecret)
            {
                context.Reject(OpenIddictConstants.Errors.InvalidClient);
            }

            return default;
        }));
    }

    private static void AddAnswers(OpenIddictServerBuilder server)
    {
        server.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            if (context.Transaction.GetHttpRequest()!.Cookies["user"] is { } user)
            {
                context.SignIn(Person(user, context.Request.GetScopes()));
            }
            else
            {
                context.Reject(OpenIddictConstants.Errors.AccessDenied);
            }

            return default;
        }));
        // As usual, the e-mail address is not in the ID token.
        server.AddEventHandler<HandleUserInfoRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            context.Email = context.AccessTokenPrincipal.GetClaim(Claims.Email);
            context.EmailVerified = context.Email!.Contains(Unsaid, StringComparison.Ordinal) ? null : !context.Email.Contains(Unverified, StringComparison.Ordinal);
            return default;
        }));
        server.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            if (context.Request.IsClientCredentialsGrantType())
            {
                var machine = Principal(context.ClientId!);
                machine.SetResources(context.Request.GetScopes());
                context.SignIn(machine);
            }

            return default;
        }));
    }

    private static ClaimsPrincipal Person(string user, IEnumerable<string> scopes)
    {
        var person = Principal($"id|{user}");
        person.SetClaim(Claims.Email, user).SetScopes(scopes).SetDestinations(_ => [Destinations.AccessToken]);
        return person;
    }

    private static ClaimsPrincipal Principal(string subject) =>
        new ClaimsPrincipal(new ClaimsIdentity(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)).SetClaim(Claims.Subject, subject);
}
