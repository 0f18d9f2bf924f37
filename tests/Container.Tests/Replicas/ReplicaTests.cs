using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Container.Tests.Docker;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Networks;

namespace Container.Tests.Replicas;

/// <summary>Two containers of the image and a Redis, behind a round-robin.</summary>
public sealed class ReplicaTests(Images images) : IAsyncLifetime
{
    private const int PerIdentity = 6;

    private readonly List<IAsyncDisposable> _started = [];
    private INetwork _network = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        images.Require();
        _network = new NetworkBuilder().WithLabel(Leftovers.Label, Leftovers.Owner).Build();
        _started.Add(_network);
        await _network.CreateAsync(Cancelled);
        var redis = new ContainerBuilder(images.Redis)
            .WithLabel(Leftovers.Label, Leftovers.Owner)
            .WithNetwork(_network)
            .WithNetworkAliases("redis")
            .WithCommand("redis-server", "--save", "", "--protected-mode", "no")
            .WithWaitStrategy(Wait.ForUnixContainer().UntilMessageIsLogged("Ready to accept connections", wait => wait.WithInterval(TimeSpan.FromMilliseconds(50)).WithTimeout(TimeSpan.FromSeconds(60))))
            .Build();
        _started.Add(redis);
        await redis.StartAsync(Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var started in Enumerable.Reverse(_started))
        {
            await started.DisposeAsync();
        }
    }

    [Fact]
    public async Task Replicas_share_sessions_and_rate_limits()
    {
        var (one, other) = (await StartAsync(), await StartAsync());
        var alice = await SignInAsync(DirectTo(one), "alice");

        var answer = await AskAsync(DirectTo(other), alice);
        var token = Oracle.Read((await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("token").GetString()!, Secrets.AuthToken);
        Assert.Equal("scope:client:incoming?clientName=alice", token.GetProperty("scope").GetString());

        using var both = new HttpClient(new RoundRobin(one, other)) { BaseAddress = new("http://replicas/") };
        for (var i = 1; i < PerIdentity; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(both, alice)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await AskAsync(DirectTo(one), alice)).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await AskAsync(DirectTo(other), alice)).StatusCode);
    }

    [Fact]
    public async Task Rolling_restart_under_load_fails_no_request_and_ends_no_session()
    {
        List<Service> replicas = [await StartAsync(), await StartAsync()];
        var roundRobin = new RoundRobin(replicas);
        using var client = new HttpClient(roundRobin) { BaseAddress = new("http://replicas/") };
        var alice = await SignInAsync(client, "alice");
        using var stop = new CancellationTokenSource();
        var load = Enumerable.Range(0, 4).Select(caller => LoadAsync(client, caller, stop.Token)).ToList();

        foreach (var old in replicas)
        {
            await roundRobin.RemoveAsync(old);
            Assert.Equal(0, (await old.TerminateAsync()).ExitCode);
            roundRobin.Add(await StartAsync());
        }

        await stop.CancelAsync();
        var answers = (await Task.WhenAll(load)).SelectMany(statuses => statuses).CountBy(status => status).ToDictionary();
        Assert.Equal([HttpStatusCode.OK], answers.Keys);
        Assert.InRange(answers[HttpStatusCode.OK], 20, int.MaxValue);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(client, alice)).StatusCode);
    }

    private async Task<Service> StartAsync()
    {
        var replica = await Service.StartAsync(images, container => container
            .WithNetwork(_network)
            .WithEnvironment("ConnectionStrings__redis", "redis:6379")
            .WithEnvironment("RateLimits__PerIdentity", $"{PerIdentity}")
            .WithEnvironment("RateLimits__PerAddress", "1000000"));
        _started.Add(replica);
        return replica;
    }

    /// <summary>New users sign in and request a token, in a loop.</summary>
    private static async Task<List<HttpStatusCode>> LoadAsync(HttpClient client, int caller, CancellationToken stop)
    {
        List<HttpStatusCode> statuses = [];
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            statuses.Add((await AskAsync(client, await SignInAsync(client, $"caller_{caller}_{i}"))).StatusCode);
        }

        return statuses;
    }

    private static HttpClient DirectTo(Service replica) => new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = replica.Url };

    private static async Task<string> SignInAsync(HttpClient client, string name)
    {
        using var answer = await client.PostAsJsonAsync("api/session", new { name }, Cancelled);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Assert.Single(answer.Headers.GetValues("Set-Cookie")).Split(';')[0];
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient client, string session) => client.SendAsync(
        new(HttpMethod.Post, "api/tokens/capability") { Content = JsonContent.Create(new { incoming = true }), Headers = { { "Cookie", session } } }, Cancelled);
}
