using System.Net;
using TokenApi.Tests.SharedState;

namespace TokenApi.Tests.Session;

/// <summary>An administrator ends the sessions of a user, with and without Redis.</summary>
public sealed class RevocationTests(IdentityProvider provider)
{
    private const string Alice = "alice_x40_example_x2E_com";
    private const string Administrator = "admin_x40_example_x2E_com";

    [Fact]
    public async Task Administrator_ends_all_sessions_of_a_user_at_once()
    {
        using var app = NewApp();
        HttpClient[] alices = [await SignIn(app, "alice@example.com"), await SignIn(app, "alice@example.com")];
        var (bob, administrator) = (await SignIn(app, "bob@example.com"), await SignIn(app, "admin@example.com"));

        Assert.Equal(HttpStatusCode.NoContent, (await Revoke(administrator, Alice)).StatusCode);

        foreach (var alice in alices)
        {
            await Problem.Of(await alice.PostText("/api/tokens/capability", """{"incoming":true}"""), HttpStatusCode.Unauthorized);
        }

        Assert.Equal(HttpStatusCode.OK, (await bob.Get("/api/session")).StatusCode);
        Assert.Contains(app.Logs.Lines, line => line.Contains($"Sessions of {Alice} revoked by {Administrator}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task User_can_sign_in_again_after_a_revocation()
    {
        using var app = NewApp();
        var administrator = await SignIn(app, "admin@example.com");
        await Revoke(administrator, Alice);
        await Revoke(administrator, Alice);

        var alice = await SignIn(app, "alice@example.com");

        Assert.Equal(HttpStatusCode.OK, (await alice.Get("/api/session")).StatusCode);
    }

    [Fact]
    public async Task Machine_can_be_an_administrator()
    {
        using var app = NewApp(administrator: "robot");
        var alice = await SignIn(app, "alice@example.com");
        var robot = app.CreateClient();
        robot.DefaultRequestHeaders.Authorization = new("Bearer", await provider.IssueToMachine("robot"));

        Assert.Equal(HttpStatusCode.NoContent, (await Revoke(robot, Alice)).StatusCode);

        await Problem.Of(await alice.Get("/api/session"), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Others_cannot_end_sessions()
    {
        using var app = NewApp();
        var (alice, bob) = (await SignIn(app, "alice@example.com"), await SignIn(app, "bob@example.com"));

        Assert.Equal("not-administrator", (await Problem.Of(await Revoke(bob, Alice), HttpStatusCode.Forbidden)).Code);
        await Problem.Of(await Revoke(app.CreateClient(), Alice), HttpStatusCode.Unauthorized);

        Assert.Equal(HttpStatusCode.OK, (await alice.Get("/api/session")).StatusCode);
    }

    [Fact]
    public async Task Page_of_another_origin_cannot_end_sessions()
    {
        using var app = NewApp();
        var administrator = await SignIn(app, "admin@example.com");

        await Problem.Of(await administrator.DeleteWith($"/api/sessions/{Alice}", "Sec-Fetch-Site", "cross-site"), HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Malformed_name_is_refused_with_the_rule()
    {
        using var app = NewApp();

        var problem = await Problem.Of(await Revoke(await SignIn(app, "admin@example.com"), "alice@example.com"), HttpStatusCode.BadRequest);

        Assert.Equal(["must be 1 to 121 letters (A-Z, a-z), digits or underscores."], problem.Errors["name"]);
    }

    [Fact]
    public async Task Without_administrators_the_endpoint_is_absent()
    {
        using var app = TokenApiApp.WithProvider(provider);

        await Problem.Of(await Revoke(await SignIn(app, "admin@example.com"), Alice), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Revocation_on_one_instance_ends_the_sessions_on_all()
    {
        RedisServer.SkipWithout();
        await using var redis = new RedisServer();
        await redis.StartAsync();
        using var one = redis.Use(NewApp());
        using var other = redis.Use(NewApp());
        var (alice, administrator) = (await SignIn(other, "alice@example.com"), await SignIn(one, "admin@example.com"));

        await Revoke(administrator, Alice);

        await Problem.Of(await alice.Get("/api/session"), HttpStatusCode.Unauthorized);
    }

    private TokenApiApp NewApp(string administrator = Administrator)
    {
        var app = TokenApiApp.WithProvider(provider);
        app.Settings["Sessions:Administrators:0"] = administrator;
        return app;
    }

    private static async Task<HttpClient> SignIn(TokenApiApp app, string user)
    {
        var browser = ProviderSignInTests.NewBrowser(app);
        await ProviderSignInTests.SignIn(browser, user);
        return browser;
    }

    private static Task<HttpResponseMessage> Revoke(HttpClient caller, string name) =>
        caller.DeleteAsync($"/api/sessions/{name}", TestContext.Current.CancellationToken);
}
