using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.WebUtilities;
using TwilioTokens.Tests;

namespace TokenApi.Tests.Session;

/// <summary>Users sign in at a real provider, in production and with a real account. The test acts as the browser.</summary>
public sealed class ProviderSignInTests(IdentityProvider provider) : IDisposable
{
    private readonly TokenApiApp _app = TokenApiApp.WithProvider(provider);

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task User_who_signs_in_at_the_provider_gets_tokens_for_the_encoded_email_address()
    {
        var browser = NewBrowser();

        var back = await SignIn(browser, "alice@example.com");

        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.Equal("/", back.Headers.Location!.OriginalString);
        Assert.Equal("""{"name":"alice_x40_example_x2E_com"}""", await (await browser.Get("/api/session")).Text());
        var answer = await (await browser.PostText("/api/tokens/capability", """{"incoming":true}""")).Json();
        Assert.Equal("scope:client:incoming?clientName=alice_x40_example_x2E_com", DecodedToken.Of(answer["token"]!.GetValue<string>()).Scope);
    }

    [Fact]
    public async Task Authorization_request_uses_PKCE_and_needs_no_cross_site_post()
    {
        var challenge = await NewBrowser().Get("/api/session/login");

        var query = QueryHelpers.ParseQuery(challenge.Headers.Location!.Query);
        Assert.Equal(provider.Address.Authority, challenge.Headers.Location.Authority);
        Assert.Equal("code", query["response_type"]);
        Assert.Equal("S256", query["code_challenge_method"]);
        Assert.Equal("openid profile email", query["scope"]);
        Assert.False(query.TryGetValue("response_mode", out var mode) && mode != "query");
        Assert.All(challenge.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("samesite=lax; httponly", cookie, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Session_cookie_is_strict_and_contains_no_token()
    {
        var back = await SignIn(NewBrowser(), "alice@example.com");

        var cookie = Assert.Single(back.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("session=", StringComparison.Ordinal));
        Assert.Contains("samesite=strict; httponly", cookie, StringComparison.Ordinal);
        Assert.InRange(cookie.Length, 100, 700);
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        var browser = NewBrowser();
        await SignIn(browser, "alice@example.com");

        await browser.DeleteAsync("/api/session", TestContext.Current.CancellationToken);

        await Problem.Of(await browser.Get("/api/session"), HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("/", "/")]
    [InlineData("/phone?a=1#b", "/phone?a=1#b")]
    public async Task User_returns_to_the_page_that_started_the_sign_in(string returnUrl, string location)
    {
        var back = await SignIn(NewBrowser(), "alice@example.com", returnUrl);

        Assert.Equal(location, back.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("~//evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("phone")]
    [InlineData("")]
    public async Task Return_address_on_another_site_is_refused(string returnUrl)
    {
        var problem = await Problem.Of(await NewBrowser().Get($"/api/session/login?returnUrl={Uri.EscapeDataString(returnUrl)}"), HttpStatusCode.BadRequest);

        Assert.Equal(["must be a path of this site, such as /."], problem.Errors["returnUrl"]);
    }

    [Fact]
    public async Task User_that_the_provider_refuses_gets_403()
    {
        var browser = NewBrowser();

        var problem = await Problem.Of(await SignIn(browser, user: null), HttpStatusCode.Forbidden);

        Assert.Contains("/api/session/login", problem.Detail, StringComparison.Ordinal);
        await Problem.Of(await browser.Get("/api/session"), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Email_address_that_is_too_long_is_refused_with_the_reason()
    {
        var problem = await Problem.Of(await SignIn(NewBrowser(), $"{new string('a', 110)}@example.com"), HttpStatusCode.Forbidden);

        Assert.Contains("Twilio accepts 121 characters, and its encoded form has 130", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(IdentityProvider.Unverified)]
    [InlineData(IdentityProvider.Unsaid)]
    public async Task Unverified_email_address_is_refused(string user)
    {
        var browser = NewBrowser();

        await Problem.Of(await SignIn(browser, $"{user}@example.com"), HttpStatusCode.Forbidden);

        await Problem.Of(await browser.Get("/api/session"), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Sub_claim_is_the_name_by_default()
    {
        _app.Settings.Remove("Authentication:Schemes:OpenIdConnect:NameClaim");
        var browser = NewBrowser();

        await SignIn(browser, "alice");

        Assert.Equal("""{"name":"id_x7C_alice"}""", await (await browser.Get("/api/session")).Text());
    }

    [Fact]
    public async Task Missing_claim_is_named()
    {
        _app.Settings["Authentication:Schemes:OpenIdConnect:NameClaim"] = "phone_number";

        var problem = await Problem.Of(await SignIn(NewBrowser(), "alice"), HttpStatusCode.Forbidden);

        Assert.Contains("phone_number", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Authorization_response_is_refused_in_another_browser()
    {
        var (victim, attacker) = (NewBrowser(), NewBrowser());
        var callback = await AskProvider(await attacker.Get("/api/session/login"), "attacker@example.com");

        await Problem.Of(await victim.Get(callback.PathAndQuery), HttpStatusCode.Forbidden);

        await Problem.Of(await victim.Get("/api/session"), HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Provider_replaces_the_demo_sign_in(string environment)
    {
        using var app = TokenApiApp.WithProvider(provider, environment);

        await Problem.Of(await app.CreateClient().PostText("/api/session", """{"name":"alice"}"""), HttpStatusCode.NotFound);
        Assert.False((await (await app.CreateClient().Get("/api/client")).Json())["demoSignIn"]!.GetValue<bool>());
    }

    [Fact]
    public async Task No_secret_and_no_token_is_logged()
    {
        var back = await SignIn(NewBrowser(), "alice@example.com");

        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.NotEmpty(_app.Logs.Lines);
        Assert.All(_app.Logs.Lines, line => Assert.DoesNotContain(IdentityProvider.ClientSecret, line, StringComparison.Ordinal));
        // The first characters of this provider's tokens: {"alg":"RS256",
        Assert.All(_app.Logs.Lines, line => Assert.DoesNotContain("eyJhbGciOiJSUzI1NiIs", line, StringComparison.Ordinal));
    }

    private HttpClient NewBrowser() => NewBrowser(_app);

    internal static HttpClient NewBrowser(TokenApiApp app) => app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    internal static async Task<HttpResponseMessage> SignIn(HttpClient browser, string? user, string returnUrl = "/")
    {
        var challenge = await browser.Get($"/api/session/login?returnUrl={Uri.EscapeDataString(returnUrl)}");
        return await browser.Get((await AskProvider(challenge, user)).PathAndQuery);
    }

    /// <summary>Follows the redirect to the provider as this user, and returns the address that the provider redirects to.</summary>
    internal static async Task<Uri> AskProvider(HttpResponseMessage challenge, string? user)
    {
        Assert.Equal(HttpStatusCode.Redirect, challenge.StatusCode);
        using var web = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        var request = new HttpRequestMessage(HttpMethod.Get, challenge.Headers.Location);
        if (user is not null)
        {
            request.Headers.Add("Cookie", $"user={user}");
        }

        var answer = await web.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"The provider answered {answer.StatusCode}: {await answer.Text()}");
        return answer.Headers.Location!;
    }
}
