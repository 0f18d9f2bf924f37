using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TwilioSandbox.Tests;

/// <summary>A capability token whose every part can be changed.</summary>
public sealed class TestToken
{
    public TestToken(TimeProvider clock, string? incoming = null, string? outgoing = null)
    {
        var scopes = new List<string>();
        if (incoming is not null)
        {
            scopes.Add($"scope:client:incoming?clientName={incoming}");
        }

        if (outgoing is not null)
        {
            scopes.Add($"scope:client:outgoing?appSid={SandboxApp.ApplicationSid}&clientName={outgoing}");
        }

        Payload["scope"] = string.Join(' ', scopes);
        Payload["iss"] = SandboxApp.AccountSid;
        Payload["exp"] = clock.GetUtcNow().ToUnixTimeSeconds() + 3600;
    }

    /// <summary>An access token of the sandbox's API key. It allows both directions unless <paramref name="voice"/> is given.</summary>
    public static TestToken Access(TimeProvider clock, string? identity = "alice", object? voice = null)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        voice ??= new { incoming = new { allow = true }, outgoing = new { application_sid = SandboxApp.ApplicationSid } };
        return new TestToken(clock).Without("scope").WithHeader("cty", "twilio-fpa;v=1").SignedWith(SandboxApp.ApiKeySecret)
            .With("jti", $"{SandboxApp.ApiKeySid}-{now}").With("iss", SandboxApp.ApiKeySid).With("sub", SandboxApp.AccountSid)
            .With("grants", new { identity, voice });
    }

    public Dictionary<string, object?> Header { get; } = new() { ["typ"] = "JWT", ["alg"] = "HS256" };

    public Dictionary<string, object?> Payload { get; } = [];

    public string Secret { get; set; } = SandboxApp.AuthToken;

    public TestToken With(string claim, object? value)
    {
        Payload[claim] = value;
        return this;
    }

    public TestToken Without(string claim)
    {
        Payload.Remove(claim);
        return this;
    }

    public TestToken WithHeader(string name, object? value)
    {
        Header[name] = value;
        return this;
    }

    public TestToken SignedWith(string secret)
    {
        Secret = secret;
        return this;
    }

    public override string ToString()
    {
        var signed = $"{Encode(JsonSerializer.SerializeToUtf8Bytes(Header))}.{Encode(JsonSerializer.SerializeToUtf8Bytes(Payload))}";
        return $"{signed}.{Encode(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
