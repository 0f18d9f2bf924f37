using System.Net;

namespace TokenApi.Tests.Security;

/// <summary>The security headers of responses.</summary>
public class SecurityHeadersTests(TokenApiApp app) : IClassFixture<TokenApiApp>
{
    [Theory]
    [InlineData("GET", "/api/client", HttpStatusCode.OK)]
    [InlineData("GET", "/health", HttpStatusCode.OK)]
    [InlineData("GET", "/openapi/v1.json", HttpStatusCode.OK)]
    [InlineData("GET", "/api/session", HttpStatusCode.Unauthorized)]
    [InlineData("POST", "/voice", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/nothing", HttpStatusCode.NotFound)]
    [InlineData("PUT", "/api/client", HttpStatusCode.MethodNotAllowed)]
    public async Task Every_response_has_the_security_headers(string method, string path, HttpStatusCode status)
    {
        var response = await Send(app, method, path);

        Assert.Equal(status, response.StatusCode);
        AssertSecured(response);
    }

    [Fact]
    public async Task Response_to_a_fault_has_the_security_headers()
    {
        using var broken = TokenApiApp.WithClock(new BrokenClock());

        var response = await broken.CreateClient().PostText("/api/session", """{"name":"alice"}""");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        AssertSecured(response);
    }

    [Theory]
    [InlineData("https://phone.example.com", true)]
    [InlineData("http://phone.example.com", false)]
    [InlineData("https://localhost", false)]
    public async Task HSTS_is_sent_over_https_except_for_localhost(string address, bool remembered)
    {
        var response = await app.CreateClient(new() { BaseAddress = new Uri(address) }).Get("/api/client");

        Assert.Equal(remembered, response.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("OPTIONS", "/api/session")]
    [InlineData("OPTIONS", "/api/tokens/capability")]
    [InlineData("GET", "/api/session")]
    [InlineData("GET", "/api/client")]
    public async Task CORS_is_not_enabled(string method, string path)
    {
        var response = await Send(app, method, path, ("Origin", "https://evil.example"), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "content-type"));

        Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(method == "OPTIONS" ? HttpStatusCode.MethodNotAllowed : response.StatusCode, response.StatusCode);
    }

    private static void AssertSecured(HttpResponseMessage response)
    {
        string Header(string name) => Assert.Single(response.Headers.GetValues(name));

        Assert.Equal("default-src 'none'; frame-ancestors 'none'", Header("Content-Security-Policy"));
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header("Referrer-Policy"));
        Assert.Equal("same-origin", Header("Cross-Origin-Resource-Policy"));
        Assert.Equal("same-origin", Header("Cross-Origin-Opener-Policy"));
        Assert.Equal("DENY", Header("X-Frame-Options"));
    }

    private static Task<HttpResponseMessage> Send(TokenApiApp app, string method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return app.CreateClient().SendAsync(request, TestContext.Current.CancellationToken);
    }
}
