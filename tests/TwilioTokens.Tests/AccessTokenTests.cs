using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace TwilioTokens.Tests;

public class AccessTokenTests
{
    private const string Key = "SK0123456789abcdef0123456789abcdef";

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));

    private AccessToken New(string? identity = "alice") => new("AC1", Key, "secret", identity, timeProvider: _clock);

    private static JsonNode Grants(AccessToken token) => DecodedToken.Of(token.Generate()).Payload["grants"]!;

    private static string Voice(VoiceGrant grant) => Grants(new AccessToken("AC1", Key, "secret").AddGrant(grant))["voice"]!.ToJsonString();

    [Fact]
    public void Header_and_payload_have_exactly_these_members()
    {
        var token = DecodedToken.Of(New().AddGrant(new() { IncomingAllow = true }).Generate());

        Assert.Equal(["alg", "cty", "typ"], token.Header.Select(member => member.Key).Order());
        Assert.Equal("twilio-fpa;v=1", token.Header["cty"]!.GetValue<string>());
        Assert.Equal(["jti", "iss", "sub", "iat", "exp", "grants"], token.Payload.Select(member => member.Key));
    }

    [Fact]
    public void Jti_is_the_key_the_second_and_a_random_part()
    {
        var token = New();
        var identifiers = Enumerable.Range(0, 1000).Select(_ => DecodedToken.Of(token.Generate()).Payload["jti"]!.GetValue<string>()).ToHashSet();

        Assert.Equal(1000, identifiers.Count);
        Assert.All(identifiers, id => Assert.Matches($@"\A{Key}-1700000000-[0-9a-f]{{16}}\z", id));
    }

    [Fact]
    public void Default_lifetime_is_an_hour()
    {
        Assert.Equal(1_700_003_600, DecodedToken.Of(New().Generate()).ExpiresAt);
        Assert.Equal(1_700_000_600, DecodedToken.Of(New().Generate(600)).ExpiresAt);
    }

    [Fact]
    public void Times_are_truncated_to_seconds()
    {
        _clock.Advance(TimeSpan.FromMilliseconds(999));

        var payload = DecodedToken.Of(New().Generate(1, _clock.GetUtcNow())).Payload;

        Assert.Equal(1_700_000_000, payload["iat"]!.GetValue<long>());
        Assert.Equal(1_700_000_000, payload["nbf"]!.GetValue<long>());
        Assert.Equal(1_700_000_001, payload["exp"]!.GetValue<long>());
    }

    [Fact]
    public void Not_before_does_not_depend_on_the_time_zone()
    {
        var notBefore = new DateTimeOffset(2023, 11, 15, 3, 13, 20, TimeSpan.FromHours(5));

        Assert.Equal(1_700_000_000, DecodedToken.Of(New().Generate(notBefore: notBefore)).Payload["nbf"]!.GetValue<long>());
    }

    [Fact]
    public void Expiry_counts_from_Generate_and_does_not_overflow()
    {
        var token = New();
        _clock.SetUtcNow(DateTimeOffset.FromUnixTimeSeconds(4_000_000_000));

        Assert.Equal(4_000_000_000L + int.MaxValue, DecodedToken.Of(token.Generate(int.MaxValue)).ExpiresAt);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Header_without_a_region_has_no_twr(string? region) =>
        Assert.False(DecodedToken.Of(new AccessToken("AC1", Key, "secret", region: region).Generate()).Header.ContainsKey("twr"));

    [Fact]
    public void Grants_without_identity_and_grant_are_empty() => Assert.Equal("{}", Grants(New(identity: null)).ToJsonString());

    [Fact]
    public void Empty_grant_is_an_empty_object()
    {
        Assert.Equal("{}", Voice(new()));
        Assert.Equal("{}", Voice(new() { OutgoingApplicationSid = "", PushCredentialSid = "", EndpointId = "" }));
    }

    [Fact]
    public void Parameters_without_an_application_are_omitted() =>
        Assert.Equal("{}", Voice(new() { OutgoingApplicationParams = new Dictionary<string, object?> { ["k"] = "v" } }));

    [Fact]
    public void Grant_has_Twilios_member_names() =>
        Assert.Equal(
            """{"incoming":{"allow":true},"outgoing":{"application_sid":"AP1"},"push_credential_sid":"CR1","endpoint_id":"phone"}""",
            Voice(new() { IncomingAllow = true, OutgoingApplicationSid = "AP1", PushCredentialSid = "CR1", EndpointId = "phone" }));

    [Fact]
    public void Parameters_are_any_JSON_values_unchanged()
    {
        var parameters = new OrderedDictionary<string, object?>
        {
            ["z a&b"] = "a b&c=%20+",
            ["Number"] = 1.5,
            ["yes"] = true,
            ["nothing"] = null,
            ["list"] = new object?[] { 1, "two", null },
            ["inner"] = new Dictionary<string, object?> { ["K"] = "V" },
            ["texts"] = new Dictionary<string, string> { ["K"] = "V" },
            ["node"] = new JsonObject { ["K"] = new JsonArray(1, "two", null) },
            ["large"] = ulong.MaxValue,
        };

        Assert.Equal(
            """{"z a&b":"a b&c=%20+","Number":1.5,"yes":true,"nothing":null,"list":[1,"two",null],"inner":{"K":"V"},"texts":{"K":"V"},"node":{"K":[1,"two",null]},"large":18446744073709551615}""",
            JsonNode.Parse(Voice(new() { OutgoingApplicationSid = "AP1", OutgoingApplicationParams = parameters }))!["outgoing"]!["params"]!
                .ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public void Later_changes_of_parameters_have_no_effect()
    {
        var inner = new List<object?> { 1 };
        var parameters = new Dictionary<string, object?> { ["k"] = inner };
        var token = New().AddGrant(new() { OutgoingApplicationSid = "AP1", OutgoingApplicationParams = parameters });
        inner.Add(2);
        parameters.Clear();

        Assert.Equal("""{"k":[1]}""", Grants(token)["voice"]!["outgoing"]!["params"]!.ToJsonString());
    }

    [Fact]
    public void Last_grant_replaces_the_others()
    {
        var token = New().AddGrant(new() { IncomingAllow = true }).AddGrant(new() { OutgoingApplicationSid = "AP1" });

        Assert.Equal("""{"outgoing":{"application_sid":"AP1"}}""", Grants(token)["voice"]!.ToJsonString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void SIDs_and_secret_are_required(string? nothing)
    {
        Assert.ThrowsAny<ArgumentException>(() => new AccessToken(nothing!, Key, "secret"));
        Assert.ThrowsAny<ArgumentException>(() => new AccessToken("AC1", nothing!, "secret"));
        Assert.ThrowsAny<ArgumentException>(() => new AccessToken("AC1", Key, nothing!));
    }

    [Fact]
    public void Empty_identity_is_refused() => Assert.ThrowsAny<ArgumentException>(() => New(identity: ""));

    [Fact]
    public void Null_grant_is_refused() => Assert.Throws<ArgumentNullException>(() => New().AddGrant(null!));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void Lifetime_below_one_second_is_refused(int ttl) => Assert.Throws<ArgumentOutOfRangeException>(nameof(ttl), () => New().Generate(ttl));

    [Fact]
    public void Lone_surrogate_is_refused()
    {
        const string half = "half\ud83d";
        Assert.ThrowsAny<ArgumentException>(() => new AccessToken(half, Key, "secret"));
        Assert.ThrowsAny<ArgumentException>(() => new AccessToken("AC1", half, "secret"));
        Assert.ThrowsAny<ArgumentException>(() => new AccessToken("AC1", Key, half));
        Assert.ThrowsAny<ArgumentException>(() => New(identity: half));
        Assert.ThrowsAny<ArgumentException>(() => new AccessToken("AC1", Key, "secret", region: half));
        AssertRefused(new() { OutgoingApplicationSid = half });
        AssertRefused(new() { PushCredentialSid = half });
        AssertRefused(new() { EndpointId = half });
        AssertRefused(WithParameter(half, "v"));
        AssertRefused(WithParameter("k", half));
        AssertRefused(WithParameter("k", new Dictionary<string, object?> { [half] = 1 }));
        AssertRefused(WithParameter("k", new[] { half }));
        AssertRefused(WithParameter("k", new JsonObject { ["k"] = half }));
    }

    [Fact]
    public void Parameter_that_is_not_JSON_is_refused()
    {
        var circle = new List<object?>();
        circle.Add(circle);

        AssertRefused(WithParameter("k", circle));
        AssertRefused(WithParameter("k", double.NaN));
        AssertRefused(WithParameter("k", typeof(string)));
        AssertRefused(WithParameter("k", new Dictionary<int, string> { [1] = "v" }));
    }

    [Fact]
    public void Refused_grant_has_no_effect()
    {
        var token = New().AddGrant(new() { IncomingAllow = true });

        Assert.ThrowsAny<ArgumentException>(() => token.AddGrant(WithParameter("k", "\ud83d")));

        Assert.Equal("""{"incoming":{"allow":true}}""", Grants(token)["voice"]!.ToJsonString());
    }

    [Fact]
    public void Error_for_a_malformed_secret_does_not_quote_it()
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => new AccessToken("AC1", Key, "s3cr3t\ud83d"));

        Assert.DoesNotContain("s3cr3t", error.ToString(), StringComparison.Ordinal);
    }

    // Microsoft.IdentityModel requires keys of 32 bytes. HMAC-SHA256 has blocks of 64.
    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(64)]
    [InlineData(65)]
    public void Secret_of_any_length_signs_with_its_bytes(int length)
    {
        var secret = new string('k', length);

        Assert.True(DecodedToken.Of(new AccessToken("AC1", Key, secret).Generate()).IsSignedWith(secret));
    }

    private static VoiceGrant WithParameter(string key, object? value) =>
        new() { OutgoingApplicationSid = "AP1", OutgoingApplicationParams = new Dictionary<string, object?> { [key] = value } };

    private void AssertRefused(VoiceGrant grant) => Assert.ThrowsAny<ArgumentException>(() => New().AddGrant(grant));
}
