using Microsoft.Extensions.Time.Testing;
using TwilioSandbox.Tokens;

namespace TwilioSandbox.Tests.Tokens;

public class TokenJudgeTests
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));

    private TestToken Valid => new(_clock, incoming: "alice", outgoing: "alice");

    private long Now => _clock.GetUtcNow().ToUnixTimeSeconds();

    [Fact]
    public void Valid_capability_token_is_accepted_with_its_grant()
    {
        var grant = Judge(Valid).Grant;
        Assert.NotNull(grant);
        Assert.Equal("alice", grant.ClientName);
        Assert.True(grant.AllowsIncoming);
        Assert.Equal(SandboxApp.ApplicationSid, grant.ApplicationSid);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(Now + 3600), grant.ExpiresAt);
    }

    [Fact]
    public void Valid_access_token_is_accepted_with_its_grant()
    {
        var grant = Judge(TestToken.Access(_clock)).Grant;
        Assert.Equal(("alice", true, SandboxApp.ApplicationSid), (grant?.ClientName, grant?.AllowsIncoming, grant?.ApplicationSid));
        Assert.Equal((TokenKind.Access, 3600), (grant!.Kind, grant.SecondsLeft(_clock.GetUtcNow())));
    }

    [Fact]
    public void Token_without_an_outgoing_scope_grants_no_application() =>
        Assert.Null(Judge(new TestToken(_clock, incoming: "alice")).Grant!.ApplicationSid);

    [Fact]
    public void Token_without_an_incoming_scope_has_a_name_and_no_incoming_calls()
    {
        var grant = Judge(new TestToken(_clock, outgoing: "bob")).Grant!;
        Assert.False(grant.AllowsIncoming);
        Assert.Equal("bob", grant.ClientName);
    }

    [Fact]
    public void Application_parameters_are_decoded_twice() =>
        Assert.Equal(
            [new("a b", "1&2"), new("c", "")],
            Judge(Valid.With("scope", "scope:client:outgoing?appSid=AP1&appParams=a%2Bb%3D1%25262%26c%3D")).Grant!.ApplicationParams);

    [Theory]
    [InlineData(1, null)]
    [InlineData(0, 31205)]
    [InlineData(-1, 31205)]
    [InlineData(86_400, null)]
    [InlineData(86_401, 31207)]
    [InlineData(1_700_000_000_000, 31207)]
    public void Expiry_is_decided_to_the_second(long secondsAhead, int? code) =>
        Assert.Equal(code, Judge(Valid.With("exp", Now + secondsAhead)).Refusal?.Code);

    [Theory]
    [InlineData(-30, 31205)]
    [InlineData(-29, null)]
    [InlineData(86_430, null)]
    [InlineData(86_431, 31207)]
    public void Clock_skew_applies_to_exp_to_the_second(long secondsAhead, int? code) =>
        Assert.Equal(code, Judge(Valid.With("exp", Now + secondsAhead), TimeSpan.FromSeconds(30)).Refusal?.Code);

    [Theory]
    [InlineData(30, null)]
    [InlineData(31, 31204)]
    public void Clock_skew_applies_to_nbf(long secondsAhead, int? code) =>
        Assert.Equal(code, Judge(Valid.With("nbf", Now + secondsAhead), TimeSpan.FromSeconds(30)).Refusal?.Code);

    [Fact]
    public void Clock_skew_extends_the_life_of_a_token() =>
        Assert.Equal(3630, Judge(Valid, TimeSpan.FromSeconds(30)).Grant!.SecondsLeft(_clock.GetUtcNow()));

    [Fact]
    public void Fast_clock_is_a_warning() =>
        Assert.Equal(
            "'iat' is 600 s in the future. Expected: a time in the past. Your clock is 600 s ahead: set the issuer's clock (NTP).",
            Assert.Single(Judge(TestToken.Access(_clock).With("jti", $"{SandboxApp.ApiKeySid}-{Now + 600}")).Grant!.Warnings).ToString());

    [Fact]
    public void Access_token_is_refused_without_an_API_key() =>
        Assert.Equal(31203, TestJudge.Judge(
            TestToken.Access(_clock).With("iss", "").SignedWith("").ToString(),
            change: account => (account.ApiKeySid, account.ApiKeySecret) = ("", "")).Refusal?.Code);

    [Fact]
    public void Nearest_token_lists_two_defects() =>
        Assert.Equal(
            ["`exp` were an integer, in seconds since 1970", "`clientName` were 1 to 121 characters of A-Z a-z 0-9 _"],
            Judge(new TestToken(_clock, incoming: "al%20ice").With("exp", $"{Now + 60}")).Refusal!.Defect.Nearest);

    [Fact]
    public void Token_with_many_defects_has_no_nearest_token() =>
        Assert.Null(Judge(Valid.WithHeader("alg", "none").WithHeader("typ", "x").With("iss", "y").SignedWith("z")).Refusal!.Defect.Nearest);

    public static TheoryData<string, int, Func<TestToken, TestToken>> Mutations => new()
    {
        { "exp", 31204, token => token.Without("exp") },
        { "exp", 31204, token => token.With("exp", "1800003600") },
        { "exp", 31204, token => token.With("exp", 1800003600.5) },
        { "exp", 31204, token => token.With("exp", -1) },
        { "exp", 31204, token => token.With("exp", null) },
        { "iss", 31203, token => token.Without("iss") },
        { "iss", 31203, token => token.With("iss", "AC043dcf9844e13758bc3a36a84c297610") },
        { "signature", 31202, token => token.SignedWith("another secret") },
        { "scope", 31204, token => token.Without("scope") },
        { "scope", 31204, token => token.With("scope", new[] { "scope:client:incoming?clientName=alice" }) },
        { "scope", 31204, token => token.With("scope", "client:incoming?clientName=alice") },
        { "scope", 31204, token => token.With("scope", "scope:client:incoming?clientName=alice&clientName=bob") },
        { "clientName", 31204, token => token.With("scope", "scope:client:incoming?clientName=") },
        { "clientName", 31105, token => token.With("scope", "scope:client:incoming?clientName=al%20ice") },
        { "clientName", 31105, token => token.With("scope", $"scope:client:incoming?clientName={new string('a', 257)}") },
        { "nbf", 31204, token => token.With("nbf", 1800000001) },
        { "alg", 31204, token => token.WithHeader("alg", "none") },
        { "alg", 31204, token => token.WithHeader("alg", "HS512") },
        { "typ", 31204, token => token.WithHeader("typ", "at+jwt") },
        { "cty", 31204, token => token.WithHeader("cty", "application/json") },
    };

    [Theory]
    [MemberData(nameof(Mutations), DisableDiscoveryEnumeration = true)]
    public void Invalid_token_is_refused_with_its_code_and_claim(string claim, int code, Func<TestToken, TestToken> mutate)
    {
        var refusal = Judge(mutate(Valid)).Refusal;
        Assert.Equal(code, refusal?.Code);
        Assert.Contains(claim, refusal!.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 31102)]
    [InlineData("", 31102)]
    [InlineData("not a token", 31204)]
    [InlineData("a.b", 31204)]
    [InlineData("e30.e30.", 31204)]
    [InlineData("e30.e30.====", 31204)]
    [InlineData("W10.e30.AAAA", 31204)]
    public void Text_that_is_not_a_token_is_refused(string? token, int code) => Assert.Equal(code, Judge(token).Refusal?.Code);

    [Fact]
    public void Token_of_a_megabyte_is_refused() => Assert.Equal(31204, Judge(new string('a', 1_000_000)).Refusal?.Code);

    [Fact]
    public void Repeated_claim_is_refused()
    {
        var parts = Valid.ToString().Split('.');
        var payload = """{"iss":"a","iss":"b"}"""u8.ToArray();
        Assert.Equal(31204, Judge($"{parts[0]}.{System.Buffers.Text.Base64Url.EncodeToString(payload)}.{parts[2]}").Refusal?.Code);
    }

    [Fact]
    public void Explanation_does_not_contain_the_value_of_a_claim()
    {
        var refusal = Judge(Valid.With("iss", "a secret in the wrong place")).Refusal!;
        Assert.DoesNotContain("wrong place", refusal.Explanation + refusal.Message, StringComparison.Ordinal);
    }

    private TokenVerdict Judge(TestToken token, TimeSpan clockSkew = default) =>
        TestJudge.Judge(token.ToString(), clockSkew, clock: _clock);

    private TokenVerdict Judge(string? token) => TestJudge.Judge(token, clock: _clock);
}
