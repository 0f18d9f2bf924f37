using System.Net;

namespace TokenApi.Tests.SharedState;

/// <summary>Several instances with a real Redis.</summary>
public sealed class InstancesTests : IAsyncLifetime
{
    private readonly RedisServer _redis = new();

    public ValueTask InitializeAsync()
    {
        RedisServer.SkipWithout();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    [Fact]
    public async Task Session_of_one_instance_is_valid_on_another()
    {
        await _redis.StartAsync();
        await using var one = _redis.NewInstance();
        await using var other = _redis.NewInstance();

        var session = await SignIn(one, "alice");

        Assert.Equal("""{"name":"alice"}""", await (await WhoAmI(other, session)).Text());
        Assert.Equal(HttpStatusCode.Unauthorized, (await WhoAmI(other, "session=forged")).StatusCode);
    }

    [Fact]
    public async Task Instances_share_a_rate_limit()
    {
        await _redis.StartAsync();
        await using var one = _redis.NewInstance(perIdentity: 3);
        await using var other = _redis.NewInstance(perIdentity: 3);
        var (alice, bob) = (await SignIn(one, "alice"), await SignIn(one, "bob"));

        foreach (var instance in (TokenApiApp[])[one, other, one])
        {
            Assert.Equal(HttpStatusCode.OK, (await WhoAmI(instance, alice)).StatusCode);
        }

        var refused = await WhoAmI(other, alice);
        await Problem.Of(refused, HttpStatusCode.TooManyRequests);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await WhoAmI(one, alice)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await WhoAmI(other, bob)).StatusCode);
    }

    [Fact]
    public async Task Sign_out_on_one_instance_ends_the_session_on_all()
    {
        await _redis.StartAsync();
        await using var one = _redis.NewInstance();
        await using var other = _redis.NewInstance();
        var (alice, again, bob) = (await SignIn(one, "alice"), await SignIn(one, "alice"), await SignIn(one, "bob"));
        await WhoAmI(other, alice);

        await one.CreateClient(new() { HandleCookies = false }).DeleteWith("/api/session", "Cookie", alice);

        Assert.Equal(HttpStatusCode.Unauthorized, (await WhoAmI(other, alice)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await WhoAmI(other, again)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await WhoAmI(other, bob)).StatusCode);
    }

    [Fact]
    public async Task Outage_of_Redis_lets_nobody_in_and_ends_no_session_and_lifts_no_rate_limit()
    {
        await _redis.StartAsync();
        await using var one = _redis.NewInstance();
        await using var other = _redis.NewInstance();
        one.Settings["RateLimits:PerAddress"] = other.Settings["RateLimits:PerAddress"] = "5";
        var alice = await SignIn(one, "alice");
        await WhoAmI(other, alice);

        await _redis.StopAsync();
        foreach (var instance in (TokenApiApp[])[one, other])
        {
            var refused = await WhoAmI(instance, alice);
            Assert.Equal("sessions-unavailable", (await Problem.Of(refused, HttpStatusCode.ServiceUnavailable)).Code);
            Assert.Equal("5", refused.Headers.RetryAfter?.ToString());
            var signIn = await instance.CreateClient().PostText("/api/session", """{"name":"bob"}""");
            await Problem.Of(signIn, HttpStatusCode.ServiceUnavailable);
            Assert.False(signIn.Headers.Contains("Set-Cookie"));
            for (var i = 0; i < 4; i++)
            {
                Assert.Equal(HttpStatusCode.Unauthorized, (await instance.CreateClient().Get("/api/session")).StatusCode);
            }

            Assert.Equal(HttpStatusCode.TooManyRequests, (await instance.CreateClient().Get("/api/session")).StatusCode);
            await HealthIs(instance, "Degraded", HttpStatusCode.OK);
        }

        await _redis.StartAsync();
        await HealthIs(one, "Healthy", HttpStatusCode.OK);
        await HealthIs(other, "Healthy", HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, (await WhoAmI(one, alice)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await WhoAmI(other, alice)).StatusCode);
        Assert.Contains(one.Logs.Lines, line => line.Contains("The connection to Redis is lost", StringComparison.Ordinal));
        Assert.Contains(one.Logs.Lines, line => line.Contains("The connection to Redis is restored", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Instance_that_starts_without_Redis_refuses_requests_and_ends_no_session()
    {
        await _redis.StartAsync();
        await using var old = _redis.NewInstance();
        var alice = await SignIn(old, "alice");
        await _redis.StopAsync();

        await using var young = _redis.NewInstance();
        await HealthIs(young, "Unhealthy", HttpStatusCode.ServiceUnavailable);
        var refused = await WhoAmI(young, alice);
        Assert.Equal("not-ready", (await Problem.Of(refused, HttpStatusCode.ServiceUnavailable)).Code);
        Assert.Equal("5", refused.Headers.RetryAfter?.ToString());
        Assert.Equal(HttpStatusCode.OK, (await young.CreateClient().Get("/alive")).StatusCode);

        await _redis.StartAsync();
        await HealthIs(young, "Healthy", HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, (await WhoAmI(young, alice)).StatusCode);
    }

    private static async Task<string> SignIn(TokenApiApp instance, string name)
    {
        var answer = await instance.CreateClient().PostText("/api/session", $$"""{"name":"{{name}}"}""");
        answer.EnsureSuccessStatusCode();
        return Assert.Single(answer.Headers.GetValues("Set-Cookie")).Split(';')[0];
    }

    private static Task<HttpResponseMessage> WhoAmI(TokenApiApp instance, string session) =>
        instance.CreateClient(new() { HandleCookies = false }).GetWith("/api/session", "Cookie", session);

    /// <summary>Waits for this health.</summary>
    private static async Task HealthIs(TokenApiApp instance, string health, HttpStatusCode status)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        var client = instance.CreateClient();
        while (await client.GetAsync(new Uri("/health", UriKind.Relative), limit.Token) is var answer
            && (await answer.Content.ReadAsStringAsync(limit.Token) != health || answer.StatusCode != status))
        {
            await Task.Yield();
        }
    }
}
