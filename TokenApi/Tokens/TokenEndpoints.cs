using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using TokenApi.Http;
using TokenApi.Limits;

namespace TokenApi.Tokens;

/// <summary>Tokens for who is signed in. The identity comes from the session, the account from the configuration, never from the request.</summary>
internal static class TokenEndpoints
{
    public static void MapTokens(this IEndpointRouteBuilder app)
    {
        var tokens = app.MapGroup("/api/tokens").WithTags("Tokens").RequireAuthorization().LimitBody().LimitRate();

        tokens.MapPost("/capability", IssueCapabilityAsync).Accepts<TokenRequest>("application/json").Refuses(401, 413, 415, 429);
    }

    private static async Task<Results<Ok<CapabilityAnswer>, ValidationProblem>> IssueCapabilityAsync(
        HttpContext http, IOptions<TwilioOptions> twilio, TimeProvider time, ILogger<Capability> logger)
    {
        var errors = new FieldErrors();
        var request = TokenRequest.Read(await http.Request.ReadJsonObjectAsync(errors), errors);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var identity = http.User.Identity!.Name!;
        var capability = new Capability(defaults: twilio.Value, timeProvider: time);
        if (request.Incoming)
        {
            capability.AllowClientIncoming(identity);
        }

        if (request.Outgoing)
        {
            capability.WithClientName(identity).AllowClientOutgoing(twilio.Value.ApplicationSid!, request.Params);
        }

        var issued = capability.Issue(request.Ttl);
        logger.LogInformation(
            "Capability token issued to {Identity}: incoming {Incoming}, outgoing {Outgoing}, ttl {Ttl} s, expires {ExpiresAt:O}",
            identity, request.Incoming, request.Outgoing, request.Ttl, issued.ExpiresAt);
        return TypedResults.Ok(new CapabilityAnswer(issued.Token, identity, issued.ExpiresAt.UtcDateTime, request.Ttl, issued.Scope));
    }
}

/// <summary>A capability token, and what it says.</summary>
/// <param name="Token">The JWT. A bearer secret: whoever has it may do what it says.</param>
/// <param name="Identity">The client name it was issued to.</param>
/// <param name="ExpiresAt">When it ends, UTC.</param>
/// <param name="Ttl">How long it lives from now, in seconds.</param>
/// <param name="Scope">The value of its <c>scope</c> claim.</param>
internal sealed record CapabilityAnswer(string Token, string Identity, DateTime ExpiresAt, int Ttl, string Scope);
