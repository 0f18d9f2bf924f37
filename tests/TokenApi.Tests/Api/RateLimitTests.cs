using System.Net;
using Microsoft.AspNetCore.Http;
using TokenApi.Limits;

namespace TokenApi.Tests.Api;

public sealed class RateLimitTests : IDisposable
{
    private readonly TokenApiApp _app = new() { Settings = { ["RateLimits:PerIdentity"] = "3", ["RateLimits:PerAddress"] = "10" } };

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task One_person_has_a_limit_that_does_not_touch_others()
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
    public async Task Requests_come_back_when_the_answer_says()
    {
        var alice = await _app.SignedInAs("alice");
        for (var i = 0; i < 3; i++)
        {
            await AskForToken(alice);
        }

        var wait = (await AskForToken(alice)).Headers.RetryAfter!.Delta!.Value;

        Assert.Equal(TimeSpan.FromSeconds(20), wait);
        _app.Clock.Advance(wait - TimeSpan.FromSeconds(1));
        Assert.Equal("1", (await AskForToken(alice)).Headers.RetryAfter!.ToString());
        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await AskForToken(alice)).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await AskForToken(alice)).StatusCode);
    }

    [Theory]
    [InlineData("POST", "/api/session")]
    [InlineData("GET", "/api/session")]
    [InlineData("POST", "/api/tokens/capability")]
    public async Task One_address_has_a_limit_for_strangers_too(string method, string path)
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.NotEqual(429, (await Send(method, path, "192.0.2.1")).Response.StatusCode);
        }

        Assert.Equal(429, (await Send(method, path, "192.0.2.1")).Response.StatusCode);
        Assert.NotEqual(429, (await Send(method, path, "192.0.2.2")).Response.StatusCode);
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotEqual(429, (await Send(method, path, "192.0.2.1")).Response.StatusCode);
    }

    [Fact]
    public async Task Person_who_asks_too_often_uses_up_nothing_of_the_address()
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
    public async Task What_costs_nothing_has_no_limit(string path)
    {
        for (var i = 0; i < 30; i++)
        {
            Assert.Equal(200, (await Send("GET", path, "192.0.2.1")).Response.StatusCode);
        }
    }

    [Fact]
    public async Task Whoever_has_no_address_has_a_limit_too_whatever_was_asked_first()
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
        Assert.Equal(same, RateLimiting.NetworkOf(IPAddress.Parse(one)) == RateLimiting.NetworkOf(IPAddress.Parse(other)));

    private static Task<HttpResponseMessage> AskForToken(HttpClient client) => client.PostText("/api/tokens/capability", """{"incoming":true}""");

    private Task<HttpContext> Send(string method, string path, string address) => _app.Server.SendAsync(context =>
    {
        (context.Request.Method, context.Request.Path) = (method, path);
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
    });
}
