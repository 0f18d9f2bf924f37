using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using TokenApi.Http;

namespace TokenApi.Tokens;

/// <summary>Tokens for who is signed in. The identity comes from the session, the account from the configuration, never from the request.</summary>
internal static class TokenEndpoints
{
    public static void MapTokens(this IEndpointRouteBuilder app)
    {
        var tokens = app.MapGroup("/api/tokens").WithTags("Tokens").RequireAuthorization().LimitBody();

        tokens.MapPost("/capability", IssueCapabilityAsync).Accepts<TokenRequest>("application/json").Refuses(401, 413, 415);
        tokens.MapPost("/access", IssueAccessTokenAsync).Accepts<TokenRequest>("application/json").Refuses(401, 413, 415, 501);
    }

    private static async Task<Results<Ok<CapabilityAnswer>, ValidationProblem>> IssueCapabilityAsync(
        HttpContext http, IOptions<TwilioOptions> twilio, TimeProvider time, ILogger<Capability> logger)
    {
        var errors = new FieldErrors();
        var policy = await ReadPolicyAsync(http, errors);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var issued = policy.IssueCapability(twilio.Value, time);
        logger.LogInformation(
            "Capability token issued to {Identity}: incoming {Incoming}, outgoing {Outgoing}, ttl {Ttl} s, expires {ExpiresAt:O}",
            policy.Identity, policy.Incoming, policy.Outgoing, policy.Ttl, issued.ExpiresAt);
        return TypedResults.Ok(CapabilityAnswer.For(policy, issued));
    }

    private static async Task<Results<Ok<AccessTokenAnswer>, ValidationProblem, ProblemHttpResult>> IssueAccessTokenAsync(
        HttpContext http, IOptions<TwilioOptions> twilio, TimeProvider time, ILogger<AccessToken> logger)
    {
        // 501 and not 503: it does not pass by waiting.
        if (!twilio.Value.HasApiKey)
        {
            return Problems.For(StatusCodes.Status501NotImplemented, AccessTokenAnswer.NoApiKey);
        }

        var errors = new FieldErrors();
        var policy = await ReadPolicyAsync(http, errors);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var issued = policy.IssueAccessToken(twilio.Value, time);
        logger.LogInformation(
            "Access token {TokenId} issued to {Identity}: incoming {Incoming}, outgoing {Outgoing}, ttl {Ttl} s, expires {ExpiresAt:O}",
            issued.Claims.Id, policy.Identity, policy.Incoming, policy.Outgoing, policy.Ttl, issued.ExpiresAt);
        return TypedResults.Ok(AccessTokenAnswer.For(policy, issued));
    }

    private static async Task<TokenPolicy> ReadPolicyAsync(HttpContext http, FieldErrors errors)
    {
        var request = TokenRequest.Read(await http.Request.ReadJsonObjectAsync(errors), errors);
        return TokenPolicy.For(http.User.Identity!.Name!, request);
    }
}
