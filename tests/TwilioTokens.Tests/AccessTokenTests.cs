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
    public void Header_and_payload_have_these_members_and_no_others()
    {
        var token = DecodedToken.Of(New().AddGrant(new() { IncomingAllow = true }).Generate());

        Assert.Equal(["alg", "cty", "typ"], token.Header.Select(member => member.Key).Order());
        Assert.Equal("twilio-fpa;v=1", token.Header["cty"]!.GetValue<string>());
        Assert.Equal(["jti", "iss", "sub", "iat", "exp", "grants"], token.Payload.Select(member => member.Key));
    }

    [Fact]
    public void Identifier_is_the_key_the_second_and_something_else_each_time()
    {
        var token = New();
        var identifiers = Enumerable.Range(0, 1000).Select(_ => DecodedToken.Of(token.Generate()).Payload["jti"]!.GetValue<string>()).ToHashSet();

        Assert.Equal(1000, identifiers.Count);
        Assert.All(identifiers, id => Assert.Matches($@"\A{Key}-1700000000-[0-9a-f]{{16}}\z", id));
    }

    [Fact]
    public void Token_lives_for_an_hour_unless_told_otherwise()
    {
        Assert.Equal(1_700_003_600, DecodedToken.Of(New().Generate()).ExpiresAt);
        Assert.Equal(1_700_000_600, DecodedToken.Of(New().Generate(600)).ExpiresAt);
    }

    [Fact]
    public void Times_are_whole_seconds_cut_off_not_rounded()
    {
        _clock.Advance(TimeSpan.FromMilliseconds(999));

        var payload = DecodedToken.Of(New().Generate(1, _clock.GetUtcNow())).Payload;

        Assert.Equal(1_700_000_000, payload["iat"]!.GetValue<long>());
        Assert.Equal(1_700_000_000, payload["nbf"]!.GetValue<long>());
        Assert.Equal(1_700_000_001, payload["exp"]!.GetValue<long>());
    }

    [Fact]
    public void Not_before_is_a_moment_whatever_its_time_zone()
    {
        var notBefore = new DateTimeOffset(2023, 11, 15, 3, 13, 20, TimeSpan.FromHours(5));

        Assert.Equal(1_700_000_000, DecodedToken.Of(New().Generate(notBefore: notBefore)).Payload["nbf"]!.GetValue<long>());
    }

    [Fact]
    public void Expiry_is_counted_when_generating_and_does_not_overflow()
    {
        var token = New();
        _clock.SetUtcNow(DateTimeOffset.FromUnixTimeSeconds(4_000_000_000));

        Assert.Equal(4_000_000_000L + int.MaxValue, DecodedToken.Of(token.Generate(int.MaxValue)).ExpiresAt);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_region_the_header_names_none(string? region) =>
        Assert.False(DecodedToken.Of(new AccessToken("AC1", Key, "secret", region: region).Generate()).Header.ContainsKey("twr"));

    [Fact]
    public void Without_identity_and_grant_there_are_no_grants() => Assert.Equal("{}", Grants(New(identity: null)).ToJsonString());

    [Fact]
    public void Grant_of_nothing_is_an_empty_object()
    {
        Assert.Equal("{}", Voice(new()));
        Assert.Equal("{}", Voice(new() { OutgoingApplicationSid = "", PushCredentialSid = "", EndpointId = "" }));
    }

    [Fact]
    public void Parameters_without_an_application_are_left_out() =>
        Assert.Equal("{}", Voice(new() { OutgoingApplicationParams = new Dictionary<string, object?> { ["k"] = "v" } }));

    [Fact]
    public void Grant_has_Twilios_names() =>
        Assert.Equal(
            """{"incoming":{"allow":true},"outgoing":{"application_sid":"AP1"},"push_credential_sid":"CR1","endpoint_id":"phone"}""",
            Voice(new() { IncomingAllow = true, OutgoingApplicationSid = "AP1", PushCredentialSid = "CR1", EndpointId = "phone" }));

    [Fact]
    public void Parameters_are_JSON_of_any_kind_as_it_was()
    {
        var parameters = new OrderedDictionary<string, object?>
        {
            ["z a&b"] = "a b&c=%20+",
            ["Number"] = 1.5,
            ["yes"] = true,
            ["nothing"] = null,
            ["list"] = new object?[] { 1, "two", null },
            ["inner"] = new Dictionary<string, object?> { ["K"] = "V" },
        };

        Assert.Equal(
            """{"z a&b":"a b&c=%20+","Number":1.5,"yes":true,"nothing":null,"list":[1,"two",null],"inner":{"K":"V"}}""",
            JsonNode.Parse(Voice(new() { OutgoingApplicationSid = "AP1", OutgoingApplicationParams = parameters }))!["outgoing"]!["params"]!
                .ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public void Parameters_are_read_when_the_grant_is_added()
    {
        var inner = new List<object?> { 1 };
        var parameters = new Dictionary<string, object?> { ["k"] = inner };
        var token = New().AddGrant(new() { OutgoingApplicationSid = "AP1", OutgoingApplicationParams = parameters });
        inner.Add(2);
        parameters.Clear();

        Assert.Equal("""{"k":[1]}""", Grants(token)["voice"]!["outgoing"]!["params"]!.ToJsonString());
    }

    [Fact]
    public void Last_grant_wins_entirely()
    {
        var token = New().AddGrant(new() { IncomingAllow = true }).AddGrant(new() { OutgoingApplicationSid = "AP1" });

        Assert.Equal("""{"outgoing":{"application_sid":"AP1"}}""", Grants(token)["voice"]!.ToJsonString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void SIDs_and_the_secret_are_required(string? nothing)
    {
        Assert.ThrowsAny<ArgumentException>(() => new AccessToken(nothing!, Key, "secret"));
        Assert.ThrowsAny<ArgumentException>(() => new AccessToken("AC1", nothing!, "secret"));
        Assert.ThrowsAny<ArgumentException>(() => new AccessToken("AC1", Key, nothing!));
    }

    [Fact]
    public void Identity_may_be_missing_but_not_empty() => Assert.ThrowsAny<ArgumentException>(() => New(identity: ""));

    [Fact]
    public void Grant_may_not_be_null() => Assert.Throws<ArgumentNullException>(() => New().AddGrant(null!));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void Token_must_live(int ttl) => Assert.Throws<ArgumentOutOfRangeException>(nameof(ttl), () => New().Generate(ttl));

    [Fact]
    public void Half_a_surrogate_pair_is_refused_and_not_replaced()
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
    }

    [Fact]
    public void Parameter_that_is_no_JSON_is_refused()
    {
        var circle = new List<object?>();
        circle.Add(circle);

        AssertRefused(WithParameter("k", circle));
        AssertRefused(WithParameter("k", double.NaN));
        AssertRefused(WithParameter("k", typeof(string)));
    }

    [Fact]
    public void Grant_that_was_refused_leaves_no_trace()
    {
        var token = New().AddGrant(new() { IncomingAllow = true });

        Assert.ThrowsAny<ArgumentException>(() => token.AddGrant(WithParameter("k", "\ud83d")));

        Assert.Equal("""{"incoming":{"allow":true}}""", Grants(token)["voice"]!.ToJsonString());
    }

    [Fact]
    public void Refusing_a_broken_secret_does_not_quote_it()
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => new AccessToken("AC1", Key, "s3cr3t\ud83d"));

        Assert.DoesNotContain("s3cr3t", error.ToString(), StringComparison.Ordinal);
    }

    // 32 bytes is what Microsoft.IdentityModel asks of a key, 64 the block of HMAC-SHA256.
    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(64)]
    [InlineData(65)]
    public void Secret_of_any_length_signs_with_its_own_bytes(int length)
    {
        var secret = new string('k', length);

        Assert.True(DecodedToken.Of(new AccessToken("AC1", Key, secret).Generate()).IsSignedWith(secret));
    }

    private static VoiceGrant WithParameter(string key, object? value) =>
        new() { OutgoingApplicationSid = "AP1", OutgoingApplicationParams = new Dictionary<string, object?> { [key] = value } };

    private void AssertRefused(VoiceGrant grant) => Assert.ThrowsAny<ArgumentException>(() => New().AddGrant(grant));
}
