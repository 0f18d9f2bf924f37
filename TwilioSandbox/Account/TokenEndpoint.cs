using Microsoft.Extensions.Options;

namespace TwilioSandbox.Account;

internal static class TokenEndpoint
{
    private const int MaxBodyBytes = 4096;

    public static void MapTokens(this IEndpointRouteBuilder app) => app.MapPost("/sandbox/tokens", IssueAsync);

    private static async Task<IResult> IssueAsync(HttpContext context, IOptions<SandboxOptions> options, TimeProvider time)
    {
        if (!context.Request.HasJsonContentType())
        {
            return Results.Problem(
                title: "JSON expected", detail: "Send Content-Type: application/json.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        }

        if (await RequestBody.ReadAsync(context.Request, MaxBodyBytes) is not { } body)
        {
            return Results.Problem($"The body is larger than {MaxBodyBytes} bytes.", statusCode: StatusCodes.Status413PayloadTooLarge);
        }

        var account = options.Value;
        if (TokenRequestReader.Read(body.Span, hasApiKey: account.ApiKeySid.Length > 0, out var errors) is not { } request)
        {
            return TypedResults.ValidationProblem(errors);
        }

        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(TokenIssuer.Issue(request, account, time.GetUtcNow()));
    }
}
