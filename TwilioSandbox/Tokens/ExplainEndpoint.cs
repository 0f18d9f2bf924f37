using System.Text;
using System.Text.Json;

namespace TwilioSandbox.Tokens;

/// <summary>Judges a token without a call: <c>POST /sandbox/explain</c> with <c>{"token":"…"}</c>, or the token as plain text.</summary>
internal static class ExplainEndpoint
{
    // Some times the longest token that is read: what is longer is another thing, sent by mistake.
    private const int MaxBody = 4 * Jwt.MaxLength;

    public static void MapExplain(this IEndpointRouteBuilder app) => app.MapPost("/sandbox/explain", ExplainAsync);

    private static async Task<IResult> ExplainAsync(HttpRequest request, TokenJudge judge, TimeProvider time)
    {
        if (await RequestBody.ReadAsync(request, MaxBody) is not { } body)
        {
            return Results.Problem(
                $"The body is larger than {MaxBody} bytes. Send one token.", statusCode: StatusCodes.Status413PayloadTooLarge);
        }

        var token = request.HasJsonContentType() ? TokenIn(body) : Encoding.UTF8.GetString(body.Span).TrimEnd('\r', '\n');
        return token is null
            ? Results.Problem("The body is not {\"token\":\"…\"}. Send that as application/json, or the token alone as text/plain.",
                statusCode: StatusCodes.Status400BadRequest)
            : Results.Ok(TokenExplanation.Of(judge.Judge(token), time.GetUtcNow()));
    }

    private static string? TokenIn(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return Json.Text(json.RootElement, "token");
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
