using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using TwilioSandbox.Tokens;

namespace TwilioSandbox.Account;

/// <summary>Signs an edited token, so that its claims can be judged instead of its signature.</summary>
internal static class SignEndpoint
{
    public static void MapSign(this IEndpointRouteBuilder app) => app.MapPost("/sandbox/sign", (SignRequest request, HttpResponse response, IOptions<SandboxOptions> options) =>
    {
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new SignedToken(TokenSigner.Sign(request.SigningInput!, options.Value)));
    });
}

/// <summary>The body of <c>POST /sandbox/sign</c>, such as <c>{"signingInput":"eyJhbGciOiJIUzI1NiJ9.e30"}</c>.</summary>
public sealed record SignRequest
{
    // The signature adds a dot and 43 characters. The token must not be longer than Jwt.MaxLength.
    private const int MaxLength = Jwt.MaxLength - 44;

    private const string Rule = "must be base64url(header).base64url(payload), without a signature.";

    /// <summary>The first two parts of a token.</summary>
    [Required(ErrorMessage = "is missing; it " + Rule)]
    [RegularExpression(@"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+", ErrorMessage = Rule)]
    [MaxLength(MaxLength, ErrorMessage = "must have at most {1} characters.")]
    public string? SigningInput { get; init; }
}

/// <summary>The response of <c>POST /sandbox/sign</c>.</summary>
internal sealed record SignedToken(string Token);
