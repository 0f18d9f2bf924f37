using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using TwilioSandbox.Tokens;

namespace TwilioSandbox.Tests.Tokens;

/// <summary>The judge of the sandbox account, at a fixed time.</summary>
internal static class TestJudge
{
    public const long Now = 1_800_000_000;

    public static FakeTimeProvider Clock { get; } = new(DateTimeOffset.FromUnixTimeSeconds(Now));

    public static TokenVerdict Judge(
        string? token, TimeSpan clockSkew = default, Action<SandboxOptions>? change = null, TimeProvider? clock = null)
    {
        var options = new SandboxOptions
        {
            AccountSid = SandboxApp.AccountSid,
            AuthToken = SandboxApp.AuthToken,
            ApplicationSid = SandboxApp.ApplicationSid,
            ApiKeySid = SandboxApp.ApiKeySid,
            ApiKeySecret = SandboxApp.ApiKeySecret,
            ClockSkew = clockSkew,
        };
        change?.Invoke(options);
        return new TokenJudge(Options.Create(options), clock ?? Clock).Judge(token);
    }
}
