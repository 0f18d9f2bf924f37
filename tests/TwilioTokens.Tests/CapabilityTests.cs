using Microsoft.Extensions.Time.Testing;

namespace TwilioTokens.Tests;

public class CapabilityTests
{
    private const string App = "APabe7650f654fc34655fc81ae71caa3ff";

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));

    private Capability New() => new("AC123123", "secret", timeProvider: _clock);

    private static string[] ScopesOf(Capability capability) => DecodedToken.Of(capability.Generate()).Scopes;

    [Fact]
    public void Header_and_payload_have_exactly_these_members()
    {
        var token = DecodedToken.Of(New().AllowClientIncoming("alice").Generate());

        Assert.Equal("""{"alg":"HS256","typ":"JWT"}""", token.Header.ToJsonString());
        Assert.Equal("""{"scope":"scope:client:incoming?clientName=alice","iss":"AC123123","exp":1700003600}""", token.Payload.ToJsonString());
    }

    [Fact]
    public void Default_lifetime_is_an_hour()
    {
        Assert.Equal(1_700_003_600, DecodedToken.Of(New().Generate()).ExpiresAt);
        Assert.Equal(1_700_000_600, DecodedToken.Of(New().Generate(600)).ExpiresAt);
    }

    [Fact]
    public void Expiry_is_truncated_to_seconds()
    {
        _clock.Advance(TimeSpan.FromMilliseconds(999));

        Assert.Equal(1_700_000_001, DecodedToken.Of(New().Generate(1)).ExpiresAt);
    }

    [Fact]
    public void Expiry_counts_from_Generate_and_does_not_overflow()
    {
        var capability = New();
        _clock.SetUtcNow(DateTimeOffset.FromUnixTimeSeconds(4_000_000_000));

        Assert.Equal(4_000_000_000L + int.MaxValue, DecodedToken.Of(capability.Generate(int.MaxValue)).ExpiresAt);
    }

    [Fact]
    public void Outgoing_scope_comes_last_with_the_last_name()
    {
        var capability = New().AllowClientOutgoing(App).AllowClientIncoming("alice").AllowEventStream().AllowClientIncoming("alice").AllowClientIncoming("bob");

        Assert.Equal(
            [
                "scope:client:incoming?clientName=alice",
                "scope:stream:subscribe?path=%2F2010-04-01%2FEvents",
                "scope:client:incoming?clientName=alice",
                "scope:client:incoming?clientName=bob",
                $"scope:client:outgoing?appSid={App}&clientName=bob",
            ],
            ScopesOf(capability));
    }

    [Fact]
    public void WithClientName_names_the_caller_without_an_incoming_scope() =>
        Assert.Equal([$"scope:client:outgoing?appSid={App}&clientName=a+b"], ScopesOf(New().AllowClientOutgoing(App).WithClientName("a b")));

    [Fact]
    public void Last_outgoing_scope_replaces_the_others()
    {
        var capability = New().AllowClientOutgoing("APfirst", [new("gone", "yes")]).AllowClientOutgoing("APsecond");

        Assert.Equal(["scope:client:outgoing?appSid=APsecond"], ScopesOf(capability));
    }

    [Fact]
    public void Generate_can_be_called_again()
    {
        var capability = New().AllowClientOutgoing(App);
        Assert.Equal(capability.Generate(), capability.Generate());

        capability.AllowClientIncoming("alice");

        Assert.Equal(["scope:client:incoming?clientName=alice", $"scope:client:outgoing?appSid={App}&clientName=alice"], ScopesOf(capability));
    }

    [Fact]
    public void Parameters_keep_their_order_and_later_changes_have_no_effect()
    {
        var parameters = new List<KeyValuePair<string, string>> { new("z", "1"), new("a", "2"), new("", ""), new("z", "3") };
        var filters = new List<KeyValuePair<string, string>> { new("AccountSid", "AC1"), new("A", "&=") };
        var capability = New().AllowClientOutgoing(App, parameters).AllowEventStream(filters);
        parameters.Clear();
        filters.Clear();

        Assert.Equal(
            [
                "scope:stream:subscribe?path=%2F2010-04-01%2FEvents&params=AccountSid%3DAC1%26A%3D%2526%253D",
                $"scope:client:outgoing?appSid={App}&appParams=z%3D1%26a%3D2%26%3D%26z%3D3",
            ],
            ScopesOf(capability));
    }

    [Theory]
    [InlineData("~-._", "~-._")]
    [InlineData("!*'()/", "%21%2A%27%28%29%2F")]
    [InlineData("a b+c%20", "a+b%2Bc%2520")]
    [InlineData("é山😀\u2028\0", "%C3%A9%E5%B1%B1%F0%9F%98%80%E2%80%A8%00")]
    [InlineData("\uFFFD", "%EF%BF%BD")]
    public void Names_are_encoded_as_Rubys_CGI_escape_does(string name, string encoded)
    {
        Assert.Equal([$"scope:client:incoming?clientName={encoded}"], ScopesOf(New().AllowClientIncoming(name)));
    }

    [Fact]
    public void Name_cannot_add_a_scope()
    {
        Assert.Single(ScopesOf(New().AllowClientIncoming("alice scope:client:outgoing?appSid=APevil")));
    }

    [Fact]
    public void Missing_SID_or_auth_token_comes_from_the_defaults()
    {
        var defaults = new TwilioOptions { AccountSid = "ACdefault", AuthToken = "default" };

        AssertIssued(new(defaults: defaults), "ACdefault", "default");
        AssertIssued(new("ACmine", defaults: defaults), "ACmine", "default");
        AssertIssued(new(authToken: "mine", defaults: defaults), "ACdefault", "mine");
        AssertIssued(new("ACmine", "mine", defaults), "ACmine", "mine");

        static void AssertIssued(Capability capability, string issuer, string authToken)
        {
            var token = DecodedToken.Of(capability.Generate());
            Assert.Equal(issuer, token.Payload["iss"]!.GetValue<string>());
            Assert.True(token.IsSignedWith(authToken));
        }
    }

    [Fact]
    public void Later_changes_of_the_defaults_have_no_effect()
    {
        var defaults = new TwilioOptions { AccountSid = "ACold", AuthToken = "old" };
        var capability = new Capability(defaults: defaults);
        (defaults.AccountSid, defaults.AuthToken) = ("ACnew", "new");

        var token = DecodedToken.Of(capability.Generate());

        Assert.Equal("ACold", token.Payload["iss"]!.GetValue<string>());
        Assert.True(token.IsSignedWith("old"));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("AC1", null)]
    [InlineData(null, "secret")]
    [InlineData("", "secret")]
    [InlineData("AC1", "")]
    public void Account_SID_and_auth_token_are_required(string? accountSid, string? authToken)
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => new Capability(accountSid, authToken, new TwilioOptions()));

        Assert.Equal("Account SID and auth token are required", error.Message);
    }

    [Fact]
    public void Empty_SID_is_refused_despite_defaults()
    {
        var defaults = new TwilioOptions { AccountSid = "AC1", AuthToken = "secret" };

        Assert.ThrowsAny<ArgumentException>(() => new Capability("", null, defaults));
        Assert.ThrowsAny<ArgumentException>(() => new Capability(null, "", defaults));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Names_and_application_SIDs_are_required(string? nothing)
    {
        Assert.ThrowsAny<ArgumentException>(() => New().AllowClientIncoming(nothing!));
        Assert.ThrowsAny<ArgumentException>(() => New().WithClientName(nothing!));
        Assert.ThrowsAny<ArgumentException>(() => New().AllowClientOutgoing(nothing!));
    }

    [Theory]
    [InlineData(null, "v")]
    [InlineData("k", null)]
    public void Parameters_and_filters_may_be_empty_but_not_null(string? key, string? value)
    {
        Assert.ThrowsAny<ArgumentException>(() => New().AllowClientOutgoing(App, [new(key!, value!)]));
        Assert.ThrowsAny<ArgumentException>(() => New().AllowEventStream([new(key!, value!)]));
    }

    // No InlineData: attributes are UTF-8, which has no lone surrogates.
    [Fact]
    public void Lone_surrogate_is_refused()
    {
        foreach (var half in new[] { "half\ud83d", "\ude00half", "\ude00\ud83d" })
        {
            Assert.ThrowsAny<ArgumentException>(() => new Capability(half, "secret"));
            Assert.ThrowsAny<ArgumentException>(() => New().AllowClientIncoming(half));
            Assert.ThrowsAny<ArgumentException>(() => New().WithClientName(half));
            Assert.ThrowsAny<ArgumentException>(() => New().AllowClientOutgoing(half));
            Assert.ThrowsAny<ArgumentException>(() => New().AllowClientOutgoing(App, [new(half, "v")]));
            Assert.ThrowsAny<ArgumentException>(() => New().AllowClientOutgoing(App, [new("k", half)]));
            Assert.ThrowsAny<ArgumentException>(() => New().AllowEventStream([new("k", half)]));
        }
    }

    [Fact]
    public void Error_for_a_malformed_auth_token_does_not_quote_it()
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => new Capability("AC1", "s3cr3t\ud83d"));

        Assert.DoesNotContain("s3cr3t", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void Lifetime_below_one_second_is_refused(int ttl) => Assert.Throws<ArgumentOutOfRangeException>(nameof(ttl), () => New().Generate(ttl));

    [Fact]
    public void Refused_call_has_no_effect()
    {
        var capability = New().AllowClientIncoming("alice");

        Assert.ThrowsAny<ArgumentException>(() => capability.AllowClientIncoming("\ud83d"));
        Assert.ThrowsAny<ArgumentException>(() => capability.AllowClientOutgoing(App, [new("k", null!)]));

        Assert.Equal(["scope:client:incoming?clientName=alice"], ScopesOf(capability));
    }

    // Microsoft.IdentityModel requires keys of 32 bytes. HMAC-SHA256 has blocks of 64.
    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(200)]
    public void Auth_token_of_any_length_signs_with_its_bytes(int length)
    {
        var authToken = new string('k', length);

        Assert.True(DecodedToken.Of(new Capability("AC1", authToken).Generate()).IsSignedWith(authToken));
    }

    [Fact]
    public void Account_SID_is_escaped()
    {
        const string sid = "AC\"\\\n\u2028<é>";

        Assert.Equal(sid, DecodedToken.Of(new Capability(sid, "secret").Generate()).Payload["iss"]!.GetValue<string>());
    }

    [Fact]
    public void Signer_is_cached_for_each_auth_token()
    {
        var (one, other) = ("one".PadRight(32), "other".PadRight(32));

        Assert.Same(SigningKeys.For(one), SigningKeys.For(one));
        Assert.NotSame(SigningKeys.For(one), SigningKeys.For(other));
    }
}
