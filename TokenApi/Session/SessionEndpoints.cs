using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using TokenApi.Http;
using TokenApi.Limits;

namespace TokenApi.Session;

/// <summary>Sign in, sign out, and who am I.</summary>
internal static class SessionEndpoints
{
    public static void MapSession(this WebApplication app)
    {
        var session = app.MapGroup("/api/session").WithTags("Session").LimitBody().LimitRate();

        session.MapGet("", WhoAmI).RequireAuthorization().Refuses(401, 429);
        session.MapDelete("", SignOutAsync).Refuses(429);
        if (app.Services.GetRequiredService<OpenIdConnectSettings>().IsConfigured)
        {
            session.MapProviderSignIn();
        }

        if (app.Services.GetRequiredService<DemoSignIn>().IsEnabled)
        {
            session.MapPost("", SignInAsync).Accepts<SignInRequest>("application/json").Refuses(404, 413, 415, 429);
        }
        else
        {
            session.MapPost("", NoDemoSignIn).ExcludeFromDescription();
        }
    }

    private static Ok<SessionAnswer> WhoAmI(ClaimsPrincipal user) => TypedResults.Ok(new SessionAnswer(user.Identity!.Name!));

    private static async Task<Results<Ok<SessionAnswer>, ValidationProblem, ProblemHttpResult>> SignInAsync(HttpRequest request, DemoSignIn demo)
    {
        if (!demo.IsFor(request))
        {
            return NoDemoSignIn();
        }

        var errors = new FieldErrors();
        var signIn = SignInRequest.Read(await request.ReadJsonObjectAsync(errors), errors);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        await SessionCookie.SignInAsync(request.HttpContext, signIn.Name);
        return TypedResults.Ok(new SessionAnswer(signIn.Name));
    }

    private static async Task<NoContent> SignOutAsync(HttpRequest request)
    {
        await SessionCookie.SignOutAsync(request.HttpContext);
        return TypedResults.NoContent();
    }

    private static ProblemHttpResult NoDemoSignIn() => Problems.For(Errors.NoDemoSignIn);
}

/// <summary>Who is signed in.</summary>
/// <param name="Name">The name, which is also the client name that calls go to and come from.</param>
internal sealed record SessionAnswer(string Name);
