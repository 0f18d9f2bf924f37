using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using TokenApi.Http;
using TokenApi.Limits;
using TwilioTokens;

namespace TokenApi.Tokens;

/// <summary>Tokens for who is signed in. The identity comes from the session, the account from the configuration, never from the request.</summary>
internal static class TokenEndpoints
{
    public static void MapTokens(this IEndpointRouteBuilder app)
    {
        var tokens = app.MapGroup("/api/tokens").WithTags("Tokens").RequireAuthorization().LimitBody().LimitRate();

        tokens.MapPost("/capability", IssueCapabilityAsync).Accepts<TokenRequest>("application/json").Refuses(401, 413, 415, 429);
        tokens.MapPost("/access", IssueAccessTokenAsync).Accepts<TokenRequest>("application/json").Refuses(401, 413, 415, 429, 501);
    }

    private static async Task<Results<Ok<CapabilityAnswer>, ValidationProblem>> IssueCapabilityAsync(
        HttpContext http, IOptionsMonitor<TwilioOptions> twilio, TimeProvider time, TokenAudit audit)
    {
        var errors = new FieldErrors();
        var policy = await ReadPolicyAsync(http, errors);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var issued = policy.IssueCapability(twilio.CurrentValue, time);
        audit.RecordIssued(TokenAudit.Capability, policy, issued.ExpiresAt);
        return TypedResults.Ok(CapabilityAnswer.For(policy, issued));
    }

    private static async Task<Results<Ok<AccessTokenAnswer>, ValidationProblem, ProblemHttpResult>> IssueAccessTokenAsync(
        HttpContext http, IOptionsMonitor<TwilioOptions> twilio, TimeProvider time, TokenAudit audit)
    {
        // One reading for both: the key may be rotated in between.
        var account = twilio.CurrentValue;
        if (!account.HasApiKey)
        {
            return Problems.For(Errors.NoApiKey);
        }

        var errors = new FieldErrors();
        var policy = await ReadPolicyAsync(http, errors);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var issued = policy.IssueAccessToken(account, time);
        audit.RecordIssued(TokenAudit.Access, policy, issued.ExpiresAt, issued.Claims.Id);
        return TypedResults.Ok(AccessTokenAnswer.For(policy, issued));
    }

    private static async Task<TokenPolicy> ReadPolicyAsync(HttpContext http, FieldErrors errors)
    {
        var request = TokenRequest.Read(await http.Request.ReadJsonObjectAsync(errors), errors);
        return TokenPolicy.For(http.User.Identity!.Name!, request);
    }
}
