using TwilioTokens;

namespace TwilioSandbox.Account;

/// <summary>Issues tokens of the sandbox's account.</summary>
/// <remarks>The only use of TwilioTokens in the sandbox. <c>TwilioSandbox/Tokens</c> must not share code with it, to judge tokens independently.</remarks>
internal static class TokenIssuer
{
    /// <summary>Why the account cannot issue this kind of token, or null.</summary>
    public static string? MissingKeyError(TokenRequest request, SandboxOptions account) => request.Kind == "access" && account.ApiKeySid.Length == 0
        ? "access needs an API key. Set Sandbox:ApiKeySid and Sandbox:ApiKeySecret, or use capability."
        : null;

    public static IssuedToken Issue(TokenRequest request, SandboxOptions account, DateTimeOffset now)
    {
        var (kind, ttl, clock) = (request.Kind ?? "capability", request.Ttl ?? 3600, new StoppedClock(now));
        var both = request is { Incoming: null, Outgoing: null };
        var (incoming, outgoing) = (both || request.Incoming == true, both || request.Outgoing == true);
        var token = kind == "access"
            ? Access(request.Client!, incoming, outgoing, account, clock).Generate(ttl)
            : Capability(request.Client!, incoming, outgoing, account, clock).Generate(ttl);
        return new(token, kind, request.Client!, DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds() + ttl).UtcDateTime, ttl);
    }

    private static Capability Capability(string client, bool incoming, bool outgoing, SandboxOptions account, TimeProvider clock)
    {
        var capability = new Capability(account.AccountSid, account.AuthToken, timeProvider: clock);
        if (incoming)
        {
            capability.AllowClientIncoming(client);
        }

        if (outgoing)
        {
            capability.WithClientName(client).AllowClientOutgoing(account.ApplicationSid);
        }

        return capability;
    }

    private static AccessToken Access(string client, bool incoming, bool outgoing, SandboxOptions account, TimeProvider clock) =>
        new AccessToken(account.AccountSid, account.ApiKeySid, account.ApiKeySecret, client, timeProvider: clock)
            .AddGrant(new() { IncomingAllow = incoming, OutgoingApplicationSid = outgoing ? account.ApplicationSid : null });

    // The token and the response must name the same second.
    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}

/// <summary>The response of <c>POST /sandbox/tokens</c>.</summary>
/// <param name="Token">The JWT.</param>
/// <param name="Kind"><c>capability</c> or <c>access</c>.</param>
/// <param name="Identity">The client name the token was issued to.</param>
/// <param name="ExpiresAt">The expiry time, in UTC.</param>
/// <param name="Ttl">The lifetime in seconds.</param>
internal sealed record IssuedToken(string Token, string Kind, string Identity, DateTime ExpiresAt, int Ttl);
