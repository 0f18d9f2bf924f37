using Microsoft.AspNetCore.Http.HttpResults;
using TokenApi.Session;

namespace TokenApi.Client;

/// <summary>The settings that the page needs before the user signs in. No secrets.</summary>
internal static class ClientEndpoints
{
    public static void MapClient(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/client", Describe).WithTags("Client");
    }

    private static Ok<ClientAnswer> Describe(HttpRequest request, IOptionsMonitor<TwilioOptions> twilio, DemoSignIn demoSignIn)
    {
        var account = twilio.CurrentValue;
        var sandbox = account.SandboxHost is { } host ? new SandboxAnswer(host) : null;
        var real = sandbox is null ? Shorten(account.AccountSid!) : null;
        return TypedResults.Ok(new ClientAnswer("Capability.Aspire", TokenKinds(account), account.Region is { Length: > 0 } region ? region : null, real, sandbox, demoSignIn.IsEnabledFor(request)));
    }

    // Twilio accepts capability tokens in US1 only: https://www.twilio.com/docs/voice/sdks/javascript/migrating-capability-token
    private static string[] TokenKinds(TwilioOptions account) =>
        !account.HasApiKey ? ["capability"]
        : account.Region is null or "" or "us1" ? ["capability", "access"]
        : ["access"];

    // AC0123456789abcdef0123456789abcdef -> AC0123…cdef, enough to recognize the account.
    private static string Shorten(string sid) => $"{sid[..6]}…{sid[^4..]}";
}

/// <summary>The settings of the page.</summary>
/// <param name="ApplicationName">The name to show.</param>
/// <param name="TokenKinds">The kinds of token that this account can issue: <c>capability</c>, <c>access</c> or both. The first is the default.</param>
/// <param name="Region">The Twilio region of the API key, such as <c>ie1</c>; null means US1.</param>
/// <param name="Account">The Twilio account, shortened, such as <c>AC0123…cdef</c>; null with the sandbox.</param>
/// <param name="Sandbox">The sandbox, if it does the signaling; null with Twilio.</param>
/// <param name="DemoSignIn">Whether the demo sign-in is available.</param>
internal sealed record ClientAnswer(string ApplicationName, string[] TokenKinds, string? Region, string? Account, SandboxAnswer? Sandbox, bool DemoSignIn);

/// <summary>The sandbox.</summary>
/// <param name="Host">Host and port, such as <c>localhost:5102</c>.</param>
internal sealed record SandboxAnswer(string Host);
