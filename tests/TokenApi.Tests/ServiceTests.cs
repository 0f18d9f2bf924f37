using System.Net;
using System.Text.Json.Nodes;

namespace TokenApi.Tests;

/// <summary>Rules for all endpoints.</summary>
public class ServiceTests(TokenApiApp app) : IClassFixture<TokenApiApp>
{
    [Fact]
    public async Task Client_endpoint_names_the_sandbox()
    {
        var answer = await (await app.CreateClient().Get("/api/client")).Text();

        Assert.Equal(
            """{"applicationName":"Capability.Aspire","tokenKinds":["capability","access"],"region":null,"account":null,"sandbox":{"host":"localhost:5102"},"demoSignIn":true}""",
            answer);
    }

    [Theory]
    [InlineData(false, "", """["capability"]""", "null")]
    [InlineData(true, "", """["capability","access"]""", "null")]
    [InlineData(true, "us1", """["capability","access"]""", "\"us1\"")]
    [InlineData(true, "ie1", """["access"]""", "\"ie1\"")]
    public async Task Client_endpoint_has_the_shortened_account_and_its_token_kinds(bool hasApiKey, string region, string kinds, string shownRegion)
    {
        using var real = TokenApiApp.WithRealAccount();
        real.Settings["Twilio:Region"] = region;
        if (hasApiKey)
        {
            (real.Settings["Twilio:ApiKeySid"], real.Settings["Twilio:ApiKeySecret"]) = ("SK1f0e8e3b7d2a4c5e9b6f7a8c9d0e1f2a", "9kXwQ2rT5yU8iO1pA4sD7fG0hJ3kL6zX");
        }

        var answer = await (await real.CreateClient().Get("/api/client")).Text();

        Assert.Equal(
            $$"""{"applicationName":"Capability.Aspire","tokenKinds":{{kinds}},"region":{{shownRegion}},"account":"AC043d…7610","sandbox":null,"demoSignIn":false}""",
            answer);
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    public async Task Service_is_healthy(string path) => Assert.Equal("Healthy", await (await app.CreateClient().Get(path)).Text());

    [Fact]
    public async Task OpenAPI_document_lists_every_address()
    {
        var document = await (await app.CreateClient().Get("/openapi/v1.json")).Json();

        Assert.Equal(["/api/client", "/api/session", "/api/tokens/access", "/api/tokens/capability", "/voice"], document["paths"]!.AsObject().Select(path => path.Key).Order());
    }

    [Fact]
    public async Task OpenAPI_document_has_one_name() =>
        await Problem.Of(await app.CreateClient().Get("/openapi/v2.json"), HttpStatusCode.NotFound);

    [Fact]
    public async Task OpenAPI_document_has_the_rules_of_a_token_request()
    {
        var document = await (await app.CreateClient().Get("/openapi/v1.json")).Json();

        var request = document["components"]!["schemas"]!["TokenRequest"]!;
        Assert.False(request["additionalProperties"]!.GetValue<bool>());
        AssertJson("""{"type":"integer","minimum":1,"maximum":86400,"default":3600}""", request["properties"]!["ttl"]!, "type", "minimum", "maximum", "default");
    }

    [Theory]
    [InlineData("GET", "/api/client", HttpStatusCode.OK)]
    [InlineData("GET", "/api/session", HttpStatusCode.Unauthorized)]
    [InlineData("DELETE", "/api/session", HttpStatusCode.NoContent)]
    [InlineData("POST", "/api/tokens/capability", HttpStatusCode.Unauthorized)]
    [InlineData("POST", "/api/tokens/access", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "/api/tokens/capability", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/api/nothing", HttpStatusCode.NotFound)]
    [InlineData("GET", "/voice", HttpStatusCode.Forbidden)]
    public async Task Responses_of_the_API_are_not_cached(string method, string path, HttpStatusCode status)
    {
        var response = await Send(method, path);

        Assert.Equal(status, response.StatusCode);
        Assert.True(response.Headers.CacheControl?.NoStore);
    }

    [Theory]
    [InlineData("GET", "/", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/nothing", HttpStatusCode.NotFound)]
    [InlineData("PUT", "/api/session", HttpStatusCode.MethodNotAllowed)]
    [InlineData("PUT", "/voice", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/voice", HttpStatusCode.Forbidden)]
    [InlineData("POST", "/api/tokens/capability", HttpStatusCode.Unauthorized)]
    [InlineData("POST", "/api/tokens/access", HttpStatusCode.Unauthorized)]
    [InlineData("POST", "/voice", HttpStatusCode.Forbidden)]
    public async Task Errors_are_problem_details_for_every_Accept_header(string method, string path, HttpStatusCode status)
    {
        Assert.NotEmpty((await Problem.Of(await Send(method, path), status)).Detail);
        Assert.NotEmpty((await Problem.Of(await Send(method, path, accept: "text/html"), status)).Detail);
    }

    [Theory]
    [InlineData("/api/session", "application/json")]
    [InlineData("/voice", "application/x-www-form-urlencoded")]
    public async Task Body_that_is_too_large_is_refused(string path, string contentType)
    {
        using var served = new TokenApiApp();

        var response = await served.CreateLoopbackClient().PostText(path, new string(' ', 65 * 1024), contentType);

        await Problem.Of(response, HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Problem_details_of_a_fault_hide_the_exception(string environment)
    {
        using var broken = TokenApiApp.WithClock(new BrokenClock(), environment);

        var response = await broken.CreateClient().PostText("/api/session", """{"name":"alice"}""");

        await Problem.Of(response, HttpStatusCode.InternalServerError);
        Assert.DoesNotContain(BrokenClock.Message, await response.Text(), StringComparison.Ordinal);
        Assert.Contains(broken.Logs.Lines, line => line.Contains(BrokenClock.Message, StringComparison.Ordinal));
    }

    private Task<HttpResponseMessage> Send(string method, string path, string? accept = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (accept is not null)
        {
            request.Headers.Add("Accept", accept);
        }

        return app.CreateClient().SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static void AssertJson(string expected, JsonNode actual, params string[] members) =>
        Assert.Equal(expected, new JsonObject(members.Select(name => KeyValuePair.Create(name, actual[name]?.DeepClone()))).ToJsonString());
}
