using FsCheck;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using TokenApi.Tokens;
using TwilioTokens.Tests;

namespace TokenApi.Tests.Tokens;

[Properties(Arbitrary = [typeof(Arbitraries)])]
public class TokenPolicyProperties
{
    [Property]
    public void Both_kinds_of_token_have_the_permissions_of_the_policy(
        NonEmptyText identity, bool incoming, bool outgoing, Pairs pairs, PositiveInt ttl, Moment now)
    {
        var parameters = new OrderedDictionary<string, string>(pairs.Value.DistinctBy(pair => pair.Key));
        var policy = new TokenPolicy(identity.Value, incoming, outgoing, parameters, ttl.Get);
        var (twilio, clock) = (TestAccount.Sandbox(), new FakeTimeProvider(now.Value));

        var capability = Allowed.By(DecodedToken.Of(policy.IssueCapability(twilio, clock).Token));
        var access = Allowed.By(DecodedToken.Of(policy.IssueAccessToken(twilio, clock).Token), now.Value);

        var expected = new Allowed(
            incoming || outgoing ? identity.Value : null,
            incoming,
            outgoing ? twilio.ApplicationSid : null,
            outgoing ? string.Join('|', parameters) : "",
            (now.Value.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerSecond + ttl.Get);
        Assert.Equal(expected, capability);
        // An access token without permissions has an identity too.
        Assert.Equal(expected with { Identity = identity.Value }, access);
    }

    /// <summary>The permissions of a token of either kind.</summary>
    private sealed record Allowed(string? Identity, bool Incoming, string? ApplicationSid, string Parameters, long Until)
    {
        public static Allowed By(DecodedToken capability)
        {
            var scopes = capability.Scopes.ToDictionary(scope => scope.Split('?')[0], FormDecoding.Fields);
            Assert.Empty(scopes.Keys.Except(["scope:client:incoming", "scope:client:outgoing"]));

            var incoming = scopes.GetValueOrDefault("scope:client:incoming");
            var outgoing = scopes.GetValueOrDefault("scope:client:outgoing");
            // Calls go to and come from the same name.
            var names = scopes.Values.Select(fields => Value(fields, "clientName")).Distinct();
            return new(
                names.SingleOrDefault(),
                incoming is not null,
                Value(outgoing, "appSid"),
                Value(outgoing, "appParams") is { } form ? string.Join('|', FormDecoding.Pairs(form)) : "",
                capability.ExpiresAt);
        }

        public static Allowed By(DecodedToken access, DateTimeOffset now)
        {
            var (grants, voice) = (access.Payload["grants"]!, access.Payload["grants"]!["voice"]!);
            Assert.Equal(now.ToUnixTimeSeconds(), access.Payload["iat"]!.GetValue<long>());
            Assert.Empty(grants.AsObject().Select(member => member.Key).Except(["identity", "voice"]));
            Assert.Empty(voice.AsObject().Select(member => member.Key).Except(["incoming", "outgoing"]));

            var parameters = voice["outgoing"]?["params"]?.AsObject().Select(pair => KeyValuePair.Create(pair.Key, pair.Value!.GetValue<string>()));
            return new(
                grants["identity"]?.GetValue<string>(),
                voice["incoming"]?["allow"]?.GetValue<bool>() ?? false,
                voice["outgoing"]?["application_sid"]?.GetValue<string>(),
                string.Join('|', parameters ?? []),
                access.ExpiresAt);
        }

        private static string? Value(List<KeyValuePair<string, string>>? fields, string name) =>
            fields?.Where(field => field.Key == name).Select(field => field.Value).SingleOrDefault();
    }
}
