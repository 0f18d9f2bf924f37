using System.Text.Json.Nodes;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using Twilio.Jwt;
using Twilio.Jwt.Client;
using TheirGrant = Twilio.Jwt.AccessToken.VoiceGrant;
using TheirToken = Twilio.Jwt.AccessToken.Token;

namespace TwilioTokens.Tests;

/// <summary>Compares our tokens with those of NuGet Twilio: the claims are the same, except for the listed differences.</summary>
/// <remarks>
/// Some input makes a token in one library only. Ours refuses an empty name, identity or SID and a ttl below 1, which Twilio's signs.
/// Twilio's refuses secrets of less than 32 bytes, which ours signs as the Ruby library does. Other tests of this project cover both.
/// </remarks>
[Properties(Arbitrary = [typeof(Arbitraries)])]
public class TwilioLibraryTests
{
    private const string Account = "AC0123456789abcdef0123456789abcdef";
    private const string Key = "SK0123456789abcdef0123456789abcdef";
    private const string Application = "AP0123456789abcdef0123456789abcdef";
    private const string Secret = "0123456789abcdef0123456789abcdef";

    private static readonly FakeTimeProvider s_clock = new(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));

    public static TheoryData<string> Differences => [.. s_differences.Select(difference => difference.What)];

    [Property]
    public void Incoming_capability_token_has_the_claims_of_Twilios(ClientName name, Ttl ttl) => AssertSame(
        Ours().AllowClientIncoming(name.Value).Generate(ttl.Seconds),
        Theirs(ttl.Seconds, new IncomingClientScope(name.Value)));

    [Property]
    public void Outgoing_capability_token_has_the_claims_of_Twilios(NonEmptyText name, DistinctPairs parameters) => AssertSame(
        Ours().WithClientName(name.Value).AllowClientOutgoing(Application, parameters.Value).Generate(),
        Theirs(3600, new OutgoingClientScope(Application, name.Value, parameters.OrNull)));

    [Property]
    public void Capability_token_for_both_has_the_claims_of_Twilios(ClientName name, DistinctPairs parameters, Ttl ttl) => AssertSame(
        Ours().AllowClientIncoming(name.Value).AllowClientOutgoing(Application, parameters.Value).Generate(ttl.Seconds),
        Theirs(ttl.Seconds, new IncomingClientScope(name.Value), new OutgoingClientScope(Application, name.Value, parameters.OrNull)));

    [Property]
    public void Access_token_has_the_claims_of_Twilios(NonEmptyText identity, bool incoming, bool outgoing, DistinctPairs parameters, Ttl ttl) => AssertSame(
        OurAccess(identity.Value, ttl: ttl.Seconds, grant: new()
        {
            IncomingAllow = incoming,
            OutgoingApplicationSid = outgoing ? Application : null,
            OutgoingApplicationParams = parameters.OrNull?.ToDictionary(pair => pair.Key, pair => (object?)pair.Value),
            PushCredentialSid = "CR1",
            EndpointId = "phone",
        }),
        TheirAccess(identity.Value, ttl: ttl.Seconds, grant: new()
        {
            IncomingAllow = incoming,
            OutgoingApplicationSid = outgoing ? Application : null,
            OutgoingApplicationParams = parameters.OrNull,
            PushCredentialSid = "CR1",
            EndpointId = "phone",
        }));

    [Fact]
    public void Access_token_with_region_and_nbf_has_the_claims_of_Twilios() => AssertSame(
        OurAccess("alice", region: "ie1", notBefore: s_clock.GetUtcNow()), TheirAccess("alice", region: "ie1", notBefore: s_clock.GetUtcNow().UtcDateTime));

    [Theory, MemberData(nameof(Differences))]
    public void Differences_from_Twilios_library_are_as_listed(string what)
    {
        var difference = s_differences.Single(difference => difference.What == what);
        Assert.Equal((difference.Ours, difference.Theirs), (difference.Show(difference.OurToken()), difference.Show(difference.TheirToken())));
    }

    private static readonly Difference[] s_differences =
    [
        new("Special characters in an incoming name",
            "Twilio's library does not encode the name, so a name can add a scope.",
            () => Ours().AllowClientIncoming("a b").Generate(),
            () => Theirs(3600, new IncomingClientScope("a b")),
            token => token.Scope,
            "scope:client:incoming?clientName=a+b",
            "scope:client:incoming?clientName=a b"),
        new("Order and encoding in the outgoing scope",
            "Servers decode both to the same fields. Ours are as in the first Ruby library.",
            () => Ours().WithClientName("a").AllowClientOutgoing("AP1", [new("k", "(~)")]).Generate(),
            () => Theirs(3600, new OutgoingClientScope("AP1", "a", new() { ["k"] = "(~)" })),
            token => token.Scope,
            "scope:client:outgoing?appSid=AP1&appParams=k%3D%2528~%2529&clientName=a",
            "scope:client:outgoing?appSid=AP1&clientName=a&appParams=k%3D(%257E)"),
        new("No name in the outgoing scope",
            "Ours takes the name of the incoming scope. Without a name, calls come from Anonymous.",
            () => Ours().AllowClientIncoming("a").AllowClientOutgoing("AP1").Generate(),
            () => Theirs(3600, new IncomingClientScope("a"), new OutgoingClientScope("AP1")),
            token => token.Scopes[1],
            "scope:client:outgoing?appSid=AP1&clientName=a",
            "scope:client:outgoing?appSid=AP1"),
        new("Two outgoing scopes",
            "A call goes to one application. As in the Ruby library, the last one wins.",
            () => Ours().AllowClientOutgoing("AP1").AllowClientOutgoing("AP2").Generate(),
            () => Theirs(3600, new OutgoingClientScope("AP1"), new OutgoingClientScope("AP2")),
            token => token.Scope,
            "scope:client:outgoing?appSid=AP2",
            "scope:client:outgoing?appSid=AP1 scope:client:outgoing?appSid=AP2"),
        new("Empty parameters",
            "No parameters and an empty list mean the same.",
            () => Ours().AllowClientOutgoing("AP1", []).Generate(),
            () => Theirs(3600, new OutgoingClientScope("AP1", null, [])),
            token => token.Scope,
            "scope:client:outgoing?appSid=AP1",
            "scope:client:outgoing?appSid=AP1&appParams="),
        new("Filters of an event stream",
            "Ours are as in Twilio's PHP and Python libraries.",
            () => Ours().AllowEventStream([new("k", "v")]).Generate(),
            () => Theirs(3600, new EventStreamScope(new() { ["k"] = "v" })),
            token => token.Scope,
            "scope:stream:subscribe?path=%2F2010-04-01%2FEvents&params=k%3Dv",
            "scope:stream:subscribe?path=/2010-04-01/Events&appParams=k%3Dv"),
        new("A token that allows nothing",
            "The Ruby library always writes the scope.",
            () => Ours().Generate(),
            () => Theirs(3600),
            token => $"{token.Payload["scope"]?.ToJsonString()}",
            "\"\"",
            ""),
        new("Part of a second",
            "A token must not live longer than was asked for.",
            () => new Capability(Account, Secret, timeProvider: new FakeTimeProvider(s_clock.GetUtcNow().AddSeconds(0.6))).Generate(60),
            () => new ClientCapability(Account, Secret, s_clock.GetUtcNow().AddSeconds(60.6).UtcDateTime, []).ToJwt(),
            token => $"{token.ExpiresAt}",
            "1800000060",
            "1800000061"),
        new("When an access token was issued",
            "iat lets Twilio and people see how long the token lives.",
            () => OurAccess("alice"),
            () => TheirAccess("alice"),
            token => $"{token.Payload["iat"]}",
            "1800000000",
            ""),
        new("The identifier of an access token",
            "Two tokens of one second need two identifiers.",
            () => OurAccess("alice"),
            () => TheirAccess("alice"),
            token => $"{token.Payload["jti"]!.GetValue<string>().Split('-').Length} parts",
            "3 parts",
            "2 parts"),
        new("An empty region",
            "An empty region means the default, which has no header.",
            () => OurAccess("alice", region: ""),
            () => TheirAccess("alice", region: ""),
            token => $"{token.Header["twr"]?.ToJsonString()}",
            "",
            "\"\""),
    ];

    private static Capability Ours() => new(Account, Secret, timeProvider: s_clock);

    private static string Theirs(int ttl, params IScope[] scopes) =>
        new ClientCapability(Account, Secret, s_clock.GetUtcNow().AddSeconds(ttl).UtcDateTime, scopes.Length == 0 ? null : [.. scopes]).ToJwt();

    private static string OurAccess(string identity, VoiceGrant? grant = null, string? region = null, int ttl = 3600, DateTimeOffset? notBefore = null) =>
        new AccessToken(Account, Key, Secret, identity, region, s_clock).AddGrant(grant ?? new()).Generate(ttl, notBefore);

    private static string TheirAccess(string identity, TheirGrant? grant = null, string? region = null, int ttl = 3600, DateTime? notBefore = null) =>
        new TheirToken(Account, Key, Secret, identity, s_clock.GetUtcNow().AddSeconds(ttl).UtcDateTime, notBefore, [grant ?? new()], region).ToJwt();

    private static void AssertSame(string ours, string theirs)
    {
        var (our, their) = (DecodedToken.Of(ours), DecodedToken.Of(theirs));
        Assert.Equal(Show(their.Header), Show(our.Header));
        Assert.Equal(Claims(their), Claims(our));
    }

    // Without the members that differ in every token, and with decoded scopes.
    private static string Claims(DecodedToken token)
    {
        var claims = token.Payload.DeepClone().AsObject();
        claims.Remove("iat");
        if (claims["jti"] is { } id)
        {
            claims["jti"] = id.GetValue<string>().Split('-')[0];
        }

        if (claims.ContainsKey("scope"))
        {
            claims["scope"] = new JsonArray([.. token.Scopes.Select(scope => (JsonNode)Read(scope))]);
        }

        return Show(claims);
    }

    private static JsonObject Read(string scope)
    {
        var fields = FormDecoding.Fields(scope).ToDictionary(field => field.Key, field => (JsonNode?)field.Value);
        if (fields.Remove("appParams", out var parameters))
        {
            fields["appParams"] = new JsonArray([.. FormDecoding.Pairs(parameters!.GetValue<string>()).Select(pair => (JsonNode)$"{pair.Key}\n{pair.Value}")]);
        }

        return new([new("scope", scope.Split('?')[0]), .. fields.OrderBy(field => field.Key, StringComparer.Ordinal)]);
    }

    // The order of members has no meaning.
    private static string Show(JsonNode? node) => node is JsonObject members
        ? $"{{{string.Join(", ", members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => $"{member.Key}: {Show(member.Value)}"))}}}"
        : node?.ToJsonString() ?? "null";

    private sealed record Difference(
        string What, string Why, Func<string> OurToken, Func<string> TheirToken, Func<DecodedToken, string> Part, string Ours, string Theirs)
    {
        public string Show(string token) => Part(DecodedToken.Of(token));
    }
}
