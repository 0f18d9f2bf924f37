using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using TokenApi.Security;

namespace TokenApi.Session;

/// <summary>Sign in, sign out, and the current user.</summary>
internal static class SessionEndpoints
{
    public static void MapSession(this WebApplication app)
    {
        var session = app.MapGroup("/api/session").WithTags("Session").LimitRate();

        session.MapGet("", GetUser).RequireAuthorization().ProducesProblems(401, 429);
        session.MapDelete("", SignOutAsync).ProducesProblems(429);
        if (app.Services.GetRequiredService<SignInSchemes>().OpenIdConnect)
        {
            session.MapProviderSignIn();
        }

        if (app.Services.GetRequiredService<DemoSignIn>().IsEnabled)
        {
            session.MapPost("", SignInAsync).ProducesValidationProblem().ProducesProblems(404, 413, 415, 429);
        }
        else
        {
            session.MapPost("", () => ErrorCatalog.NoDemoSignIn.ToResult()).ExcludeFromDescription();
        }

        app.MapRevocation();
    }

    private static Ok<SessionAnswer> GetUser(ClaimsPrincipal user) => TypedResults.Ok(new SessionAnswer(user.Identity!.Name!));

    private static async Task<Results<Ok<SessionAnswer>, ProblemHttpResult>> SignInAsync(SignInRequest signIn, HttpContext http, DemoSignIn demo)
    {
        if (!demo.IsEnabledFor(http.Request))
        {
            return ErrorCatalog.NoDemoSignIn.ToResult();
        }

        await http.SignInAsync(signIn.Name);
        return TypedResults.Ok(new SessionAnswer(signIn.Name));
    }

    private static async Task<NoContent> SignOutAsync(HttpRequest request)
    {
        await request.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return TypedResults.NoContent();
    }
}

/// <summary>The current user.</summary>
/// <param name="Name">The client name that calls go to and come from.</param>
internal sealed record SessionAnswer(string Name);
