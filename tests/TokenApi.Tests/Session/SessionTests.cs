using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace TokenApi.Tests.Session;

public class SessionTests(TokenApiApp app) : IClassFixture<TokenApiApp>
{
    private static readonly WebApplicationFactoryClientOptions s_withoutCookies = new() { HandleCookies = false };

    [Fact]
    public async Task Request_without_a_session_is_refused() =>
        await Problem.Of(await app.CreateClient().Get("/api/session"), HttpStatusCode.Unauthorized);

    [Fact]
    public async Task Sign_in_starts_a_session()
    {
        var client = app.CreateClient();

        var signedIn = await client.PostText("/api/session", """{"name":"alice"}""");

        Assert.Equal("""{"name":"alice"}""", await signedIn.Text());
        Assert.Equal("""{"name":"alice"}""", await (await client.Get("/api/session")).Text());
    }

    [Fact]
    public async Task Two_users_have_two_sessions()
    {
        var (alice, bob) = (await app.SignedInAs("alice"), await app.SignedInAs("bob"));

        Assert.Equal("""{"name":"alice"}""", await (await alice.Get("/api/session")).Text());
        Assert.Equal("""{"name":"bob"}""", await (await bob.Get("/api/session")).Text());
    }

    [Theory]
    [InlineData("http://localhost", "session=", false)]
    [InlineData("https://localhost", "__Host-session=", true)]
    public async Task Cookie_is_HttpOnly_and_SameSite_strict(string address, string name, bool secure)
    {
        var client = app.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri(address) });

        var response = await client.PostText("/api/session", """{"name":"alice"}""");

        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        var attributes = cookie.Split("; ");
        Assert.StartsWith(name, cookie, StringComparison.Ordinal);
        Assert.Contains("path=/", attributes);
        Assert.Contains("httponly", attributes);
        Assert.Contains("samesite=strict", attributes);
        Assert.Equal(secure, attributes.Contains("secure"));
    }

    [Fact]
    public async Task Sign_out_ends_the_session_and_may_be_repeated()
    {
        var client = await app.SignedInAs("alice");

        for (var i = 0; i < 2; i++)
        {
            var response = await client.DeleteAsync("/api/session", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        }

        await Problem.Of(await client.Get("/api/session"), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Session_ends_after_eight_hours()
    {
        using var own = new TokenApiApp();
        var client = await own.SignedInAs("alice");

        own.Clock.Advance(TimeSpan.FromHours(8.1));

        await Problem.Of(await client.Get("/api/session"), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Session_ends_after_twelve_hours_of_use()
    {
        using var own = new TokenApiApp();
        var client = await own.SignedInAs("alice");
        for (var hours = 5; hours < 12; hours += 5)
        {
            own.Clock.Advance(TimeSpan.FromHours(5));
            Assert.Equal(HttpStatusCode.OK, (await client.Get("/api/session")).StatusCode);
        }

        own.Clock.Advance(TimeSpan.FromHours(2));

        await Problem.Of(await client.Get("/api/session"), HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("bob")]
    [InlineData("Alice")]
    public async Task Two_windows_of_one_browser_have_two_sessions(string other)
    {
        var browser = app.CreateClient();
        foreach (var name in new[] { "alice", other })
        {
            await browser.SendAs(name, HttpMethod.Post, $$"""{"name":"{{name}}"}""");
        }

        Assert.Equal("""{"name":"alice"}""", await (await browser.SendAs("alice", HttpMethod.Get)).Text());
        await browser.SendAs("alice", HttpMethod.Delete);
        Assert.Equal($$"""{"name":"{{other}}"}""", await (await browser.SendAs(other, HttpMethod.Get)).Text());
        await Problem.Of(await browser.SendAs("alice", HttpMethod.Get), HttpStatusCode.Unauthorized);
        await Problem.Of(await browser.Get("/api/session"), HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("bob")]
    [InlineData("al ice")]
    [InlineData("")]
    public async Task Window_header_alone_is_no_session(string window)
    {
        var browser = app.CreateClient();
        await browser.SendAs("alice", HttpMethod.Post, """{"name":"alice"}""");
        await Problem.Of(await browser.SendAs(window, HttpMethod.Get), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Copy_of_the_cookie_is_refused_after_sign_out()
    {
        var cookie = await SignIn("alice");
        Assert.Equal(HttpStatusCode.OK, (await Ask(cookie)).StatusCode);

        await app.CreateClient(s_withoutCookies).DeleteWith("/api/session", "Cookie", cookie);

        await Problem.Of(await Ask(cookie), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Sign_in_starts_a_new_session_in_a_browser_with_a_session()
    {
        var attackers = await SignIn("mallory");

        var victims = await SignIn("alice", attackers);

        Assert.Equal("""{"name":"alice"}""", await (await Ask(victims)).Text());
        Assert.Equal("""{"name":"mallory"}""", await (await Ask(attackers)).Text());
    }

    [Theory]
    [InlineData("{0}; {1}")]
    [InlineData("{1}; other=1; {0}")]
    [InlineData("{0}; SESSION=x")]
    [InlineData("session.alice=x; session.alice=y")]
    public async Task Two_session_cookies_of_one_name_are_refused(string cookies)
    {
        var header = string.Format(CultureInfo.InvariantCulture, cookies, await SignIn("alice"), await SignIn("mallory"));

        Assert.Equal("two-sessions", (await Problem.Of(await Ask(header), HttpStatusCode.BadRequest)).Code);
    }

    [Fact]
    public async Task Cookie_without_the_prefix_is_no_session_over_https()
    {
        var browser = app.CreateClient(new() { BaseAddress = new("https://localhost"), HandleCookies = false });

        await Problem.Of(await browser.GetWith("/api/session", "Cookie", await SignIn("mallory")), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Forged_cookie_is_refused()
    {
        var client = app.CreateClient();
        client.DefaultRequestHeaders.Add("Cookie", "session=alice");

        await Problem.Of(await client.Get("/api/session"), HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("Alice_Smith_42")]
    [InlineData("121 characters")]
    public async Task Names_that_Twilio_accepts_are_accepted(string name)
    {
        name = name == "121 characters" ? new string('x', 121) : name;

        var response = await app.CreateClient().PostText("/api/session", $$"""{"name":"{{name}}"}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"name":""}""")]
    [InlineData("""{"name":"alice smith"}""")]
    [InlineData("""{"name":"alice\n"}""")]
    [InlineData("""{"name":"al\u00efce"}""")]
    [InlineData("""{"name":"\u0661"}""")]
    [InlineData("""{"name":"<b>"}""")]
    [InlineData("""{"name":"alice@example.com"}""")]
    [InlineData("122 characters")]
    public async Task Invalid_names_are_refused_with_the_rule(string body)
    {
        body = body == "122 characters" ? $$"""{"name":"{{new string('x', 122)}}"}""" : body;

        var response = await app.CreateClient().PostText("/api/session", body);

        var problem = await Problem.Of(response, HttpStatusCode.BadRequest);
        Assert.Equal(["must be 1 to 121 letters (A-Z, a-z), digits or underscores."], problem.Errors["name"]);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("""{"name":"alice","admin":true}""", "admin")]
    [InlineData("""{"name":"alice","Name":"bob"}""", "Name")]
    [InlineData("""{"name":"alice","name":"bob"}""", "name")]
    [InlineData("""{"name":null}""", "name")]
    [InlineData("""{"name":7}""", "name")]
    [InlineData("""{"name":["alice"]}""", "name")]
    [InlineData("""["alice"]""", "body")]
    [InlineData("""name=alice""", "body")]
    public async Task Body_with_anything_but_one_name_is_refused(string body, string field)
    {
        var problem = await Problem.Of(await app.CreateClient().PostText("/api/session", body), HttpStatusCode.BadRequest);

        Assert.Contains(field, problem.Errors);
    }

    [Fact]
    public async Task Demo_sign_in_is_off_in_production_with_a_real_account()
    {
        using var production = TokenApiApp.WithRealAccount();

        await Problem.Of(await production.CreateClient().PostText("/api/session", """{"name":"alice"}"""), HttpStatusCode.NotFound);
        await Problem.Of(await production.CreateClient().Get("/api/session"), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Demo_sign_in_is_on_in_development_with_a_real_account_if_the_operator_allows_it()
    {
        using var development = TokenApiApp.WithRealAccount("Development");

        Assert.NotNull(await development.SignedInAs("alice"));
    }

    // A tunnel to /voice, and another machine.
    [Theory]
    [InlineData("http://calls.example.com", "User-Agent", "curl/8.5.0")]
    [InlineData("http://localhost", "X-Forwarded-For", "192.0.2.1")]
    [InlineData("http://localhost", "X-Forwarded-Host", "calls.example.com")]
    [InlineData("http://localhost", "Forwarded", "for=192.0.2.1")]
    [InlineData("http://localhost", "X-Original-For", "127.0.0.1:4711")]
    [InlineData("http://localhost", "Via", "1.1 tunnel.example")]
    [InlineData("http://localhost", "CF-Connecting-IP", "192.0.2.1")]
    [InlineData("http://localhost", "X-Real-IP", "192.0.2.1")]
    public async Task Demo_sign_in_with_a_real_account_is_for_this_machine_only(string address, string header, string value)
    {
        using var development = TokenApiApp.WithRealAccount("Development");
        development.Settings["Twilio:PublicUrl"] = "https://calls.example.com";
        var stranger = development.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri(address) });
        stranger.DefaultRequestHeaders.Add(header, value);

        await Problem.Of(await stranger.PostText("/api/session", """{"name":"alice"}"""), HttpStatusCode.NotFound);
        Assert.False((await (await stranger.Get("/api/client")).Json())["demoSignIn"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Demo_sign_in_with_a_real_account_refuses_a_tunnel_that_is_a_known_proxy()
    {
        using var development = TokenApiApp.WithRealAccount("Development");
        development.Settings["ForwardedHeaders:KnownProxies:0"] = "127.0.0.1";
        var tunnel = development.CreateLoopbackClient();
        // The middleware takes the address of the sender from this header, and removes it.
        tunnel.DefaultRequestHeaders.Add("X-Forwarded-For", "127.0.0.1");

        await Problem.Of(await tunnel.PostText("/api/session", """{"name":"alice"}"""), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Demo_sign_in_with_a_real_account_refuses_other_machines()
    {
        using var development = TokenApiApp.WithRealAccount("Development");

        using var remote = development.WithWebHostBuilder(host => host.ConfigureServices(services => services.AddTransient<IStartupFilter, OtherMachine>()));

        await Problem.Of(await remote.CreateClient().PostText("/api/session", """{"name":"alice"}"""), HttpStatusCode.NotFound);
    }

    private Task<HttpResponseMessage> Ask(string cookies) => app.CreateClient(s_withoutCookies).GetWith("/api/session", "Cookie", cookies);

    /// <summary>The session cookie of a new session.</summary>
    private async Task<string> SignIn(string name, string cookies = "")
    {
        var browser = app.CreateClient(s_withoutCookies);
        browser.DefaultRequestHeaders.TryAddWithoutValidation("Cookie", cookies);
        var response = await browser.PostText("/api/session", $$"""{"name":"{{name}}"}""");
        return Assert.Single(response.Headers.GetValues("Set-Cookie")).Split(';')[0];
    }

    /// <summary>Gives requests the address of another machine.</summary>
    private sealed class OtherMachine : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => builder =>
        {
            builder.Use((context, handle) =>
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.1");
                return handle(context);
            });
            next(builder);
        };
    }
}
