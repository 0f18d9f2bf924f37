using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using TokenApi.Security;

namespace TokenApi.Tokens;

/// <summary>Issues tokens for the current user. The identity comes from the session and the account from the configuration, never from the request.</summary>
internal static class TokenEndpoints
{
    public static void AddTokens(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<TokenOptions>().BindConfiguration(TokenOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<TokenAudit>();
    }

    public static void MapTokens(this IEndpointRouteBuilder app)
    {
        var tokens = app.MapGroup("/api/tokens").WithTags("Tokens").RequireAuthorization().LimitRate();

        tokens.MapPost("/capability", IssueCapability).ProducesValidationProblem().ProducesProblems(401, 413, 415, 429);
        tokens.MapPost("/access", IssueAccessToken).ProducesValidationProblem().ProducesProblems(401, 413, 415, 429, 501);
    }

    private static Ok<CapabilityAnswer> IssueCapability(
        TokenRequest request, ClaimsPrincipal user, IOptionsMonitor<TwilioOptions> twilio, IOptions<TokenOptions> options, TimeProvider time, TokenAudit audit)
    {
        var policy = TokenPolicy.For(user.Identity!.Name!, request, options.Value);
        var issued = policy.IssueCapability(twilio.CurrentValue, time);
        audit.RecordIssued(TokenAudit.Capability, policy, issued.ExpiresAt);
        return TypedResults.Ok(new CapabilityAnswer(issued.Token, policy.Identity, issued.ExpiresAt.UtcDateTime, policy.Ttl, issued.Scope));
    }

    private static Results<Ok<AccessTokenAnswer>, ProblemHttpResult> IssueAccessToken(
        TokenRequest request, ClaimsPrincipal user, IOptionsMonitor<TwilioOptions> twilio, IOptions<TokenOptions> options, TimeProvider time, TokenAudit audit)
    {
        // Read once, because the key may be rotated in between.
        var account = twilio.CurrentValue;
        if (!account.HasApiKey)
        {
            return ErrorCatalog.NoApiKey.ToResult();
        }

        var policy = TokenPolicy.For(user.Identity!.Name!, request, options.Value);
        var issued = policy.IssueAccessToken(account, time);
        audit.RecordIssued(TokenAudit.Access, policy, issued.ExpiresAt, issued.Claims.Id);
        return TypedResults.Ok(new AccessTokenAnswer(issued.Token, policy.Identity, issued.ExpiresAt.UtcDateTime, policy.Ttl, issued.Claims.Grants));
    }
}
