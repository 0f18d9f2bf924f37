using System.Net;

namespace TokenApi.Tests.Session;

/// <summary>Requests of pages of other origins. CrossSiteTests sends them with a real browser.</summary>
public class SameOriginTests(TokenApiApp app) : IClassFixture<TokenApiApp>
{
    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("Origin", "http://localhost")]
    [InlineData("Origin", "https://LOCALHOST")]
    [InlineData("User-Agent", "curl/8.5.0")]
    public async Task Same_origin_and_callers_without_a_browser_are_accepted(string header, string value) =>
        Assert.Equal(HttpStatusCode.OK, (await SignIn((header, value))).StatusCode);

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://localhost:8080")]
    [InlineData("Origin", "http://localhost.evil.example")]
    [InlineData("Origin", "http://localhost@evil.example")]
    [InlineData("Origin", "https://evil.example")]
    public async Task Other_origins_are_refused(string header, string value)
    {
        var response = await SignIn((header, value));

        await Problem.Of(response, HttpStatusCode.Forbidden);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Sec_Fetch_Site_takes_precedence_over_Origin()
    {
        Assert.Equal(HttpStatusCode.OK, (await SignIn(("Sec-Fetch-Site", "same-origin"), ("Origin", "https://phone.example.com"))).StatusCode);
        await Problem.Of(await SignIn(("Sec-Fetch-Site", "same-site"), ("Origin", "http://localhost")), HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Bearer_token_without_a_bearer_scheme_does_not_skip_the_check() =>
        await Problem.Of(await SignIn(("Origin", "https://evil.example"), ("Authorization", "Bearer x")), HttpStatusCode.Forbidden);

    [Theory]
    [InlineData("GET", HttpStatusCode.Unauthorized)]
    [InlineData("DELETE", HttpStatusCode.Forbidden)]
    [InlineData("PUT", HttpStatusCode.Forbidden)]
    public async Task Safe_methods_are_not_checked(string method, HttpStatusCode status) =>
        await Problem.Of(await Send(new(new HttpMethod(method), "/api/session"), ("Sec-Fetch-Site", "cross-site")), status);

    private Task<HttpResponseMessage> SignIn(params (string Name, string Value)[] headers) =>
        Send(new(HttpMethod.Post, "/api/session") { Content = new StringContent("""{"name":"alice"}""", mediaType: new("application/json")) }, headers);

    private Task<HttpResponseMessage> Send(HttpRequestMessage request, params (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return app.CreateClient().SendAsync(request, TestContext.Current.CancellationToken);
    }
}
