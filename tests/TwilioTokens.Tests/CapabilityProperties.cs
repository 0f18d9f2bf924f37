using FsCheck;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;

namespace TwilioTokens.Tests;

[Properties(Arbitrary = [typeof(Arbitraries)])]
public class CapabilityProperties
{
    private static Capability New() => new("AC123123", "secret");

    [Property]
    public void Any_name_is_decoded_unchanged_and_adds_no_scope(NonEmptyText name)
    {
        var scopes = DecodedToken.Of(New().AllowClientIncoming(name.Value).AllowClientOutgoing("AP1").Generate()).Scopes;

        Assert.Equal(2, scopes.Length);
        Assert.Equal([new("clientName", name.Value)], FormDecoding.Fields(scopes[0]));
        Assert.Equal([new("appSid", "AP1"), new("clientName", name.Value)], FormDecoding.Fields(scopes[1]));
    }

    [Property]
    public void Any_parameters_are_decoded_unchanged_in_order(NonEmptyText application, Pairs parameters)
    {
        var scope = Assert.Single(DecodedToken.Of(New().AllowClientOutgoing(application.Value, parameters.Value).Generate()).Scopes);

        AssertFields(scope, new("appSid", application.Value), "appParams", parameters);
    }

    [Property]
    public void Any_filters_are_decoded_unchanged_in_order(Pairs filters)
    {
        var scope = Assert.Single(DecodedToken.Of(New().AllowEventStream(filters.Value).Generate()).Scopes);

        AssertFields(scope, new("path", "/2010-04-01/Events"), "params", filters);
    }

    [Property]
    public void Token_expires_ttl_seconds_after_it_was_generated(Moment now, PositiveInt ttl)
    {
        var token = DecodedToken.Of(new Capability("AC1", "secret", timeProvider: new FakeTimeProvider(now.Value)).Generate(ttl.Get));

        Assert.Equal((now.Value.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerSecond + ttl.Get, token.ExpiresAt);
    }

    [Property]
    public void Any_auth_token_signs_and_any_account_SID_is_the_issuer(NonEmptyText accountSid, NonEmptyText authToken)
    {
        var token = DecodedToken.Of(new Capability(accountSid.Value, authToken.Value).Generate());

        Assert.True(token.IsSignedWith(authToken.Value));
        Assert.Equal(accountSid.Value, token.Payload["iss"]!.GetValue<string>());
    }

    [Property]
    public void Encoded_text_has_only_unreserved_characters_and_escapes(Text text) =>
        Assert.Matches(@"\A([A-Za-z0-9\-_.~+]|%[0-9A-F]{2})*\z", FormEncoding.Encode(text.Value));

    private static void AssertFields(string scope, KeyValuePair<string, string> first, string name, Pairs pairs)
    {
        var fields = FormDecoding.Fields(scope);

        Assert.Equal(first, fields[0]);
        if (pairs.Value.Length == 0)
        {
            Assert.Single(fields);
        }
        else
        {
            Assert.Equal(name, fields[1].Key);
            Assert.Equal(pairs.Value, FormDecoding.Pairs(fields[1].Value));
        }
    }
}
