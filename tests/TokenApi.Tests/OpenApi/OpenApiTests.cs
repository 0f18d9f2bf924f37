using System.Net;
using System.Text.Json.Nodes;

namespace TokenApi.Tests.OpenApi;

/// <summary>Compares the OpenAPI document with real responses.</summary>
public sealed class OpenApiTests(IdentityProvider provider) : IDisposable
{
    private const string Capability = "/api/tokens/capability";
    private const string Access = "/api/tokens/access";
    private const string FormType = "application/x-www-form-urlencoded";
    private static readonly string s_tooLarge = new(' ', 65 * 1024);

    private readonly TokenApiApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Document_has_exactly_the_statuses_and_members_of_the_responses()
    {
        var document = await (await _app.CreateLoopbackClient().Get("/openapi/v1.json")).Json();
        var documented = document["paths"]!.AsObject().SelectMany(
            path => path.Value!.AsObject().SelectMany(operation => operation.Value!["responses"]!.AsObject().Select(
                response => $"{operation.Key.ToUpperInvariant()} {path.Key} {response.Key}")));

        var answered = new List<string>();
        await foreach (var response in Responses())
        {
            var (method, path, status) = (response.RequestMessage!.Method.Method, response.RequestMessage.RequestUri!.AbsolutePath, (int)response.StatusCode);
            answered.Add($"{method} {path} {status}");
            var schema = document["paths"]![path]![method.ToLowerInvariant()]!["responses"]![$"{status}"];
            Assert.True(schema is not null, $"{method} {path} {status} is not documented.");
            await AssertBodyIsAsDocumented(response, schema["content"]?.AsObject(), document);
        }

        Assert.Equal(documented.Order(), answered.Order());
    }

    [Fact]
    public async Task Introduction_says_how_to_sign_in_with_the_demo_sign_in()
    {
        var introduction = await IntroductionOf(_app);

        Assert.Contains("issues short-lived Twilio tokens", introduction, StringComparison.Ordinal);
        Assert.Contains("Send `POST /api/session` with any name", introduction, StringComparison.Ordinal);
        Assert.DoesNotContain("identity provider", introduction, StringComparison.Ordinal);
        Assert.DoesNotContain("bearer token", introduction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Introduction_says_how_to_sign_in_at_the_provider_and_with_a_bearer_token()
    {
        using var secured = TokenApiApp.WithProvider(provider);

        var introduction = await IntroductionOf(secured);

        Assert.Contains("[/api/session/login](/api/session/login)", introduction, StringComparison.Ordinal);
        Assert.Contains("bearer token", introduction, StringComparison.Ordinal);
        Assert.DoesNotContain("with any name", introduction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GrantsClaim")]
    [InlineData("VoiceClaim")]
    [InlineData("IncomingClaim")]
    [InlineData("OutgoingClaim")]
    public async Task Claims_have_descriptions(string schema)
    {
        var document = await (await _app.CreateLoopbackClient().Get("/openapi/v1.json")).Json();

        Assert.NotNull(document["components"]!["schemas"]![schema]!["description"]);
    }

    [Fact]
    public async Task Scalar_is_there_in_development_and_uses_no_other_server()
    {
        using var development = TokenApiApp.In("Development");

        var answer = await development.CreateClient().Get("/scalar/");
        var page = await answer.Text();

        Assert.Contains("scalar.js", page, StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.DoesNotContain("://", page, StringComparison.Ordinal);
        Assert.All(
            ["\"proxyUrl\":\"\"", "\"withDefaultFonts\":false", "\"telemetry\":false", "\"agent\":{\"disabled\":true}", "\"mcp\":{\"disabled\":true}"],
            setting => Assert.Contains(setting, page, StringComparison.Ordinal));
        await Problem.Of(await _app.CreateClient().Get("/scalar/"), HttpStatusCode.NotFound);
    }

    private static async Task<string> IntroductionOf(TokenApiApp app) =>
        (await (await app.CreateClient().Get("/openapi/v1.json")).Json())["info"]!["description"]!.GetValue<string>();

    /// <summary>A request for each status of each operation.</summary>
    private async IAsyncEnumerable<HttpResponseMessage> Responses()
    {
        var (stranger, alice) = (_app.CreateClient(), await _app.SignedInAs("alice"));
        yield return await stranger.Get("/api/client");
        yield return await stranger.Get("/api/session");
        yield return await alice.Get("/api/session");
        yield return await stranger.DeleteAsync("/api/session", TestContext.Current.CancellationToken);
        yield return await stranger.PostText("/api/session", """{"name":"bob"}""");
        yield return await stranger.PostText("/api/session", "{}");
        yield return await stranger.PostText("/api/session", s_tooLarge);
        yield return await stranger.PostText("/api/session", "{}", FormType);
        foreach (var tokens in new[] { Capability, Access })
        {
            yield return await alice.PostText(tokens, """{"incoming":true}""");
            yield return await alice.PostText(tokens, "{}");
            yield return await _app.CreateClient().PostText(tokens, "{}");
            yield return await alice.PostText(tokens, s_tooLarge);
            yield return await alice.PostText(tokens, "{}", FormType);
        }

        using var limited = TokenApiApp.In("Production", new() { ["RateLimits:PerAddress"] = "1" });
        await limited.CreateClient().Get("/api/session");
        yield return await limited.CreateClient().Get("/api/session");
        yield return await limited.CreateClient().DeleteAsync("/api/session", TestContext.Current.CancellationToken);
        yield return await limited.CreateClient().PostText("/api/session", """{"name":"bob"}""");
        yield return await limited.CreateClient().PostText(Capability, "{}");
        yield return await limited.CreateClient().PostText(Access, "{}");
        await limited.CreateClient().Get("/voice");
        yield return await limited.CreateClient().Get("/voice");
        yield return await limited.CreateClient().PostText("/voice", "To=bob", FormType);
        using var keyless = TokenApiApp.WithRealAccount("Development");
        yield return await (await keyless.SignedInAs("alice")).PostText(Access, """{"incoming":true}""");
        yield return await Forwarded(keyless).PostText("/api/session", """{"name":"alice"}""");
        yield return await Voice("/voice?To=bob").Get("/voice?To=bob");
        yield return await stranger.Get("/voice");
        yield return await Voice("/voice", ("To", "bob")).PostText("/voice", "To=bob", FormType);
        yield return await stranger.PostText("/voice", $"{new string('k', 3000)}=v", FormType);
        yield return await stranger.PostText("/voice", "To=bob", FormType);
        yield return await stranger.PostText("/voice", s_tooLarge, FormType);
        yield return await stranger.PostText("/voice", "{}");
    }

    private static HttpClient Forwarded(TokenApiApp app)
    {
        var client = app.CreateClient();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.1");
        return client;
    }

    private HttpClient Voice(string path, params (string Key, string Value)[] form)
    {
        var client = _app.CreateClient();
        return client.Signed(TwilioSignature.Compute(TestAccount.AuthToken, new Uri(client.BaseAddress!, path).AbsoluteUri, form));
    }

    private static async Task AssertBodyIsAsDocumented(HttpResponseMessage response, JsonObject? content, JsonObject document)
    {
        var mediaType = response.Content.Headers.ContentType?.MediaType;
        Assert.Equal(content?.Select(type => type.Key) ?? [], mediaType is null ? [] : [mediaType]);
        if (mediaType?.EndsWith("json", StringComparison.Ordinal) != true)
        {
            return;
        }

        var reference = content![mediaType]!["schema"]!["$ref"]!.GetValue<string>();
        var schema = document["components"]!["schemas"]![reference.Split('/')[^1]]!["properties"]!.AsObject().Select(member => member.Key).ToList();
        var body = JsonNode.Parse(await response.Text())!.AsObject().Select(member => member.Key).ToList();
        if (mediaType == "application/problem+json")
        {
            Assert.Subset(schema.ToHashSet(), body.ToHashSet());
            Assert.Superset(new HashSet<string> { "type", "title", "status", "detail", "code" }, body.ToHashSet());
        }
        else
        {
            Assert.Equal(schema.Order(), body.Order());
        }
    }
}
