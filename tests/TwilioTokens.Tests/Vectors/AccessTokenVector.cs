using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace TwilioTokens.Tests.Vectors;

/// <summary>One row of <c>accessTokenVectors</c> in <c>vectors-public.json</c>: the input, and the token of Twilio's libraries.</summary>
internal sealed class AccessTokenVector(JsonObject row)
{
    private static readonly Dictionary<string, AccessTokenVector> s_byName = Load();

    public static IEnumerable<string> Names => s_byName.Keys;

    public static AccessTokenVector Named(string name) => s_byName[name];

    public JsonObject ExpectedHeader => row["expect"]!["header"]!.AsObject();

    public JsonObject ExpectedPayload => row["expect"]!["payload"]!.AsObject();

    public long Now => row["now"]!.GetValue<long>();

    public string ApiKeySecret => Text(row, "apiKeySecret")!;

    public string Generate()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(Now));
        var token = new AccessToken(
            Text(row, "accountSid")!, Text(row, "apiKeySid")!, ApiKeySecret, Text(row, "identity"), Text(row, "region"), clock);
        foreach (var grant in row["grants"]!.AsArray())
        {
            token.AddGrant(Grant(grant!.AsObject()));
        }

        DateTimeOffset? notBefore = row["nbf"] is { } nbf ? DateTimeOffset.FromUnixTimeSeconds(nbf.GetValue<long>()) : null;
        return row["ttl"] is { } ttl ? token.Generate(ttl.GetValue<int>(), notBefore) : token.Generate(notBefore: notBefore);
    }

    private static VoiceGrant Grant(JsonObject grant) => new()
    {
        IncomingAllow = grant["incomingAllow"]?.GetValue<bool>() ?? false,
        OutgoingApplicationSid = Text(grant, "outgoingApplicationSid"),
        OutgoingApplicationParams = grant["outgoingApplicationParams"]?.AsObject().ToDictionary(pair => pair.Key, pair => (object?)pair.Value),
        PushCredentialSid = Text(grant, "pushCredentialSid"),
        EndpointId = Text(grant, "endpointId"),
    };

    private static string? Text(JsonObject json, string member) => json[member]?.GetValue<string>();

    private static Dictionary<string, AccessTokenVector> Load()
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Vectors", "vectors-public.json")))!;
        return file["accessTokenVectors"]!.AsArray().ToDictionary(row => row!["name"]!.GetValue<string>(), row => new AccessTokenVector(row!.AsObject()));
    }
}
