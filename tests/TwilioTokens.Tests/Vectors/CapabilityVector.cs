using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace TwilioTokens.Tests.Vectors;

/// <summary>One row of <c>vectors-public.json</c>: the calls, and the token of Twilio's library.</summary>
internal sealed class CapabilityVector(JsonObject row)
{
    private static readonly Dictionary<string, CapabilityVector> s_byName = Load();

    public static IEnumerable<string> Names => s_byName.Keys;

    public static CapabilityVector Named(string name) => s_byName[name];

    public JsonNode Expected => row["expect"]!;

    public string AuthToken => Text("authToken") ?? row["configure"]!["authToken"]!.GetValue<string>();

    /// <summary>Makes the calls of the row.</summary>
    public string Generate()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(row["now"]!.GetValue<long>()));
        var defaults = row["configure"] is { } configure
            ? new TwilioOptions { AccountSid = configure["accountSid"]?.GetValue<string>(), AuthToken = configure["authToken"]?.GetValue<string>() }
            : null;
        var capability = new Capability(Text("accountSid"), Text("authToken"), defaults, clock);

        foreach (var call in row["calls"]!.AsArray())
        {
            var args = call!["args"]!.AsArray();
            switch (call["method"]!.GetValue<string>())
            {
                case "allow_client_incoming":
                    capability.AllowClientIncoming(args[0]!.GetValue<string>());
                    break;
                case "allow_client_outgoing":
                    capability.AllowClientOutgoing(args[0]!.GetValue<string>(), Pairs(args.ElementAtOrDefault(1)));
                    break;
                case "allow_event_stream":
                    capability.AllowEventStream(Pairs(args.ElementAtOrDefault(0)));
                    break;
                case var unknown:
                    throw new NotSupportedException($"Vectors call {unknown}, which this test does not know.");
            }
        }

        return row["ttl"] is { } ttl ? capability.Generate(ttl.GetValue<int>()) : capability.Generate();
    }

    private string? Text(string member) => row[member]?.GetValue<string>();

    private static IEnumerable<KeyValuePair<string, string>>? Pairs(JsonNode? pairs) =>
        pairs?.AsObject().Select(pair => KeyValuePair.Create(pair.Key, pair.Value!.GetValue<string>()));

    private static Dictionary<string, CapabilityVector> Load()
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Vectors", "vectors-public.json")))!;
        return file["vectors"]!.AsArray().ToDictionary(row => row!["name"]!.GetValue<string>(), row => new CapabilityVector(row!.AsObject()));
    }
}
