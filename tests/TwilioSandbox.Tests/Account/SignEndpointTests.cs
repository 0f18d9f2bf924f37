using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using TwilioSandbox.Tokens;

namespace TwilioSandbox.Tests.Account;

public sealed class SignEndpointTests : IDisposable
{
    private const string Header = """{"alg":"HS256","typ":"JWT"}""";
    private const string AccessHeader = """{"alg":"HS256","typ":"JWT","cty":"twilio-fpa;v=1"}""";

    private readonly SandboxApp _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Capability_token_is_signed_with_the_auth_token_and_accepted()
    {
        var verdict = await JudgeAsync(Header, $$"""{"scope":"scope:client:incoming?clientName=zoë","iss":"{{SandboxApp.AccountSid}}","exp":{{In(60)}}}""");
        Assert.True(verdict.GetProperty("accepted").GetBoolean(), verdict.ToString());
        Assert.Equal("capability", verdict.Text("kind"));
    }

    [Fact]
    public async Task Token_of_the_API_key_is_signed_with_its_secret_and_accepted()
    {
        var verdict = await JudgeAsync(AccessHeader, $$$"""
            {"jti":"1","iss":"{{{SandboxApp.ApiKeySid}}}","sub":"{{{SandboxApp.AccountSid}}}","iat":{{{In(0)}}},"exp":{{{In(60)}}},
            "grants":{"identity":"alice","voice":{"incoming":{"allow":true} } } }
            """);
        Assert.True(verdict.GetProperty("accepted").GetBoolean(), verdict.ToString());
        Assert.Equal("access", verdict.Text("kind"));
    }

    [Theory]
    [InlineData("""{"scope":"scope:client:incoming?clientName=alice","iss":"AC00000000000000000000000000facade","exp":1}""", 31205, "exp")]
    [InlineData("""{"scope":"scope:client:incoming?clientName=alice","iss":"AC0","exp":1}""", 31203, "iss")]
    [InlineData("""{"iss":1}""", 31203, "iss")]
    [InlineData("[]", 31204, "payload")]
    [InlineData("not JSON", 31204, "payload")]
    public async Task Signed_token_is_judged_by_its_claims(string payload, int code, string claim)
    {
        var verdict = await JudgeAsync(Header, payload);
        Assert.Equal((code, claim), (verdict.GetProperty("code").GetInt32(), verdict.GetProperty("defect").Text("claim")));
    }

    [Theory]
    [InlineData("""{}""", "is missing")]
    [InlineData("""{"signingInput":""}""", "is missing")]
    [InlineData("""{"signingInput":1}""", "must be base64url(header).base64url(payload)")]
    [InlineData("""{"signingInput":"eyJ9"}""", "must be base64url(header).base64url(payload)")]
    [InlineData("""{"signingInput":"eyJ9.e30.signature"}""", "must be base64url(header).base64url(payload)")]
    [InlineData("""{"signingInput":"eyJ9.e30="}""", "must be base64url(header).base64url(payload)")]
    [InlineData("""{"signingInput":"eyJ9.e30\n"}""", "must be base64url(header).base64url(payload)")]
    public async Task Malformed_input_is_refused_with_400_and_its_rule(string body, string rule)
    {
        using var response = await PostAsync(body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(rule, (await JsonOf(response)).GetProperty("errors").GetProperty("signingInput")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Jwt.MaxLength, HttpStatusCode.OK)]
    [InlineData(Jwt.MaxLength + 1, HttpStatusCode.BadRequest)]
    public async Task Signed_token_is_at_most_as_long_as_the_judge_allows(int length, HttpStatusCode status)
    {
        var signature = $".{new string('a', 43)}";
        using var response = await PostAsync($$"""{"signingInput":"e30.{{new string('a', length - "e30.".Length - signature.Length)}}"}""");
        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData(20_000, HttpStatusCode.BadRequest)]
    [InlineData(70_000, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Oversized_input_is_refused(int length, HttpStatusCode status)
    {
        using var response = await PostAsync($$"""{"signingInput":"e30.{{new string('a', length)}}"}""");
        Assert.Equal(status, response.StatusCode);
    }

    private async Task<JsonElement> JudgeAsync(string header, string payload)
    {
        using var response = await PostAsync(JsonSerializer.Serialize(new { signingInput = $"{Encode(header)}.{Encode(payload)}" }));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.CacheControl!.NoStore);
        using var verdict = await _sandbox.SendAsync(HttpMethod.Post, "/sandbox/explain", new { token = (await JsonOf(response)).Text("token") });
        return await JsonOf(verdict);
    }

    private long In(int seconds) => _sandbox.Clock.GetUtcNow().ToUnixTimeSeconds() + seconds;

    private async Task<HttpResponseMessage> PostAsync(string body)
    {
        using var client = _sandbox.CreateHttpClient();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await client.PostAsync(new Uri("/sandbox/sign", UriKind.Relative), content, TestContext.Current.CancellationToken);
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static Task<JsonElement> JsonOf(HttpResponseMessage response) =>
        response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
}
