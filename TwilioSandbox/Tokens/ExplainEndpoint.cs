using System.Text.Json;

namespace TwilioSandbox.Tokens;

/// <summary>The body of <c>POST /sandbox/explain</c>: <c>{"token":"…"}</c>, or the token itself as plain text.</summary>
internal sealed record ExplainRequest(string? Token)
{
    // Anything that is not JSON is the token itself: curl --data-binary @token.txt
    public static async ValueTask<ExplainRequest?> BindAsync(HttpContext context)
    {
        if (context.Request.HasJsonContentType())
        {
            try
            {
                return await context.Request.ReadFromJsonAsync<ExplainRequest>(context.RequestAborted);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                throw new BadHttpRequestException("The body must be {\"token\":\"…\"}. Send that as application/json, or only the token as text/plain.", e);
            }
        }

        using var reader = new StreamReader(context.Request.Body);
        return new((await reader.ReadToEndAsync(context.RequestAborted)).TrimEnd('\r', '\n'));
    }
}

/// <summary>Judges a token without a call.</summary>
internal static class ExplainEndpoint
{
    public static void MapExplain(this IEndpointRouteBuilder app) => app.MapPost(
        "/sandbox/explain",
        (ExplainRequest request, TokenJudge judge, TimeProvider time) => request.Token is null
            ? Results.ValidationProblem(new Dictionary<string, string[]> { ["token"] = ["is missing; it must be a string."] })
            : Results.Ok(TokenExplanation.Of(judge.Judge(request.Token), time.GetUtcNow())));
}
