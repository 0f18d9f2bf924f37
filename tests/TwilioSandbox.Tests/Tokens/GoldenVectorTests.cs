using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using TwilioSandbox.Tokens;

namespace TwilioSandbox.Tests.Tokens;

/// <summary>Tokens of Twilio's libraries are accepted, except for names that Twilio refuses.</summary>
public class GoldenVectorTests
{
    private static readonly Dictionary<string, JsonElement> s_vectors = Load();

    public static TheoryData<string> Names => [.. s_vectors.Keys];

    [Fact]
    public void All_34_vectors_are_there() => Assert.Equal(34, s_vectors.Count);

    [Theory, MemberData(nameof(Names))]
    public void Golden_vector_gets_its_verdict(string name)
    {
        var (grant, refusal) = Judge(s_vectors[name]);

        if (name is "name-with-space" or "name-percent-literal")
        {
            Assert.Equal((31105, "clientName"), (refusal?.Code, refusal?.Defect.Claim));
        }
        else
        {
            Assert.True(grant is not null, refusal?.Explanation);
            Assert.Equal(s_vectors[name].GetProperty("strictNamesValid").GetBoolean(), !grant.Warnings.Any(warning => warning.Was.StartsWith("a name", StringComparison.Ordinal)));
        }
    }

    private static TokenVerdict Judge(JsonElement vector)
    {
        var payload = vector.GetProperty("expect").GetProperty("payload");
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(vector.GetProperty("now").GetInt64()));
        return TestJudge.Judge(vector.GetProperty("expect").GetProperty("token").GetString(), clock: clock, change: account =>
        {
            var isAccess = payload.TryGetProperty("grants", out _);
            account.AccountSid = payload.GetProperty(isAccess ? "sub" : "iss").GetString()!;
            var settings = vector.TryGetProperty("configure", out var configured) ? configured : vector;
            account.AuthToken = Text(vector, "authToken") ?? Text(settings, "authToken") ?? "";
            account.ApiKeySid = Text(vector, "apiKeySid") ?? "";
            account.ApiKeySecret = Text(vector, "apiKeySecret") ?? "";
        });
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static Dictionary<string, JsonElement> Load()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Vectors", "vectors-public.json")));
        return file.RootElement.GetProperty("vectors").EnumerateArray()
            .Concat(file.RootElement.GetProperty("accessTokenVectors").EnumerateArray())
            .ToDictionary(vector => vector.GetProperty("name").GetString()!, vector => vector.Clone());
    }
}
