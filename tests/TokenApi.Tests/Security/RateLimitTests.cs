using System.Net;
using Microsoft.AspNetCore.Http;
using TokenApi.Security;

namespace TokenApi.Tests.Security;

public sealed class RateLimitTests : IDisposable
{
    private readonly TokenApiApp _app = new() { Settings = { ["RateLimits:PerIdentity"] = "3", ["RateLimits:PerAddress"] = "10" } };

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Limit_of_one_user_does_not_affect_others()
    {
        var (alice, bob) = (await _app.SignedInAs("alice"), await _app.SignedInAs("bob"));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await AskForToken(alice)).StatusCode);
        }

        var refused = await AskForToken(alice);

        await Problem.Of(refused, HttpStatusCode.TooManyRequests);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await alice.Get("/api/session")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await AskForToken(bob)).StatusCode);
    }

    [Fact]
    public async Task Refusal_says_when_to_try_again()
    {
        var alice = await _app.SignedInAs("alice");
        for (var i = 0; i < 3; i++)
        {
            await AskForToken(alice);
        }

        Assert.Equal("20", (await AskForToken(alice)).Headers.RetryAfter!.ToString());
    }

    [Theory]
    [InlineData("POST", "/api/session")]
    [InlineData("GET", "/api/session")]
    [InlineData("POST", "/api/tokens/capability")]
    public async Task Address_has_a_limit_without_a_session(string method, string path)
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.NotEqual(429, (await Send(method, path, "192.0.2.1")).Response.StatusCode);
        }

        Assert.Equal(429, (await Send(method, path, "192.0.2.1")).Response.StatusCode);
        Assert.NotEqual(429, (await Send(method, path, "192.0.2.2")).Response.StatusCode);
    }

    [Fact]
    public async Task Refused_requests_of_a_user_do_not_count_for_the_address()
    {
        var (alice, bob) = (await _app.SignedInAs("alice"), await _app.SignedInAs("bob"));
        for (var i = 0; i < 50; i++)
        {
            await AskForToken(alice);
        }

        Assert.Equal(HttpStatusCode.OK, (await AskForToken(bob)).StatusCode);
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/api/client")]
    public async Task Cheap_endpoints_have_no_limit(string path)
    {
        for (var i = 0; i < 30; i++)
        {
            Assert.Equal(200, (await Send("GET", path, "192.0.2.1")).Response.StatusCode);
        }
    }

    [Fact]
    public async Task Unknown_address_has_a_limit()
    {
        var nobody = _app.CreateClient();
        await nobody.Get("/health");
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.Get("/api/session")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await nobody.Get("/api/session")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await nobody.Get("/health")).StatusCode);
    }

    [Theory]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::2", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public void Addresses_of_one_IPv6_network_count_as_one(string one, string other, bool same) =>
        Assert.Equal(same, RateLimitingExtensions.NetworkOf(IPAddress.Parse(one)) == RateLimitingExtensions.NetworkOf(IPAddress.Parse(other)));

    private static Task<HttpResponseMessage> AskForToken(HttpClient client) => client.PostText("/api/tokens/capability", """{"incoming":true}""");

    private Task<HttpContext> Send(string method, string path, string address) => _app.Server.SendAsync(context =>
    {
        (context.Request.Method, context.Request.Path) = (method, path);
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
    });
}
