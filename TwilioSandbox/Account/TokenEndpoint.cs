using Microsoft.Extensions.Options;

namespace TwilioSandbox.Account;

internal static class TokenEndpoint
{
    public static void MapTokens(this IEndpointRouteBuilder app) => app.MapPost("/sandbox/tokens", Issue);

    private static IResult Issue(TokenRequest request, HttpResponse response, IOptions<SandboxOptions> options, TimeProvider time)
    {
        if (TokenIssuer.MissingKeyError(request, options.Value) is { } error)
        {
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["kind"] = [error] });
        }

        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(TokenIssuer.Issue(request, options.Value, time.GetUtcNow()));
    }
}
