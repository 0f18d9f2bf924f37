using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.WebUtilities;
using TokenApi.Tests.Api;
using TwilioTokens.Tests;

namespace TokenApi.Tests.SignIn;

/// <summary>A person signs in at a real provider, in production and with a real account. The test does what the person's browser would do.</summary>
public sealed class ProviderSignInTests(IdentityProvider provider) : IDisposable
{
    private readonly TokenApiApp _app = TokenApiApp.WithProvider(provider);

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Person_who_signs_in_at_the_provider_gets_tokens_for_a_name_made_of_the_email_address()
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
    public async Task Code_is_asked_for_with_PKCE_and_without_anything_that_needs_a_cross_site_post()
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
    public async Task Session_cookie_is_strict_and_small_since_no_token_is_in_it()
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
    public async Task Person_comes_back_to_where_the_signing_in_began(string returnUrl, string location)
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
    public async Task Nobody_is_sent_to_another_site(string returnUrl)
    {
        var problem = await Problem.Of(await NewBrowser().Get($"/api/session/login?returnUrl={Uri.EscapeDataString(returnUrl)}"), HttpStatusCode.BadRequest);

        Assert.Equal(["must be a path of this site, such as /."], problem.Errors["returnUrl"]);
    }

    [Fact]
    public async Task Person_whom_the_provider_turns_away_is_told_to_start_again()
    {
        var browser = NewBrowser();

        var problem = await Problem.Of(await SignIn(browser, user: null), HttpStatusCode.Forbidden);

        Assert.Contains("/api/session/login", problem.Detail, StringComparison.Ordinal);
        await Problem.Of(await browser.Get("/api/session"), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Address_of_which_the_encoded_form_is_too_long_is_refused_with_the_reason()
    {
        var problem = await Problem.Of(await SignIn(NewBrowser(), $"{new string('a', 110)}@example.com"), HttpStatusCode.Forbidden);

        Assert.Contains("Twilio takes 121 characters, and encoded it has 130", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(IdentityProvider.Unverified)]
    [InlineData(IdentityProvider.Unsaid)]
    public async Task Address_that_the_provider_has_not_verified_is_nobodys(string user)
    {
        var browser = NewBrowser();

        await Problem.Of(await SignIn(browser, $"{user}@example.com"), HttpStatusCode.Forbidden);

        await Problem.Of(await browser.Get("/api/session"), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Subject_is_the_name_unless_another_claim_is_set()
    {
        _app.Settings.Remove("Authentication:OpenIdConnect:NameClaim");
        var browser = NewBrowser();

        await SignIn(browser, "alice");

        Assert.Equal("""{"name":"id_x7C_alice"}""", await (await browser.Get("/api/session")).Text());
    }

    [Fact]
    public async Task Claim_that_the_provider_does_not_send_is_named()
    {
        _app.Settings["Authentication:OpenIdConnect:NameClaim"] = "phone_number";

        var problem = await Problem.Of(await SignIn(NewBrowser(), "alice"), HttpStatusCode.Forbidden);

        Assert.Contains("phone_number", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_of_the_provider_is_worth_nothing_in_another_browser()
    {
        var (victim, attacker) = (NewBrowser(), NewBrowser());
        var callback = await AskProvider(await attacker.Get("/api/session/login"), "attacker@example.com");

        await Problem.Of(await victim.Get(callback.PathAndQuery), HttpStatusCode.Forbidden);

        await Problem.Of(await victim.Get("/api/session"), HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Demo_sign_in_does_not_exist_beside_a_provider(string environment)
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
        // How this provider's signed tokens begin: {"alg":"RS256",
        Assert.All(_app.Logs.Lines, line => Assert.DoesNotContain("eyJhbGciOiJSUzI1NiIs", line, StringComparison.Ordinal));
    }

    private HttpClient NewBrowser() => NewBrowser(_app);

    internal static HttpClient NewBrowser(TokenApiApp app) => app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    internal static async Task<HttpResponseMessage> SignIn(HttpClient browser, string? user, string returnUrl = "/")
    {
        var challenge = await browser.Get($"/api/session/login?returnUrl={Uri.EscapeDataString(returnUrl)}");
        return await browser.Get((await AskProvider(challenge, user)).PathAndQuery);
    }

    /// <summary>Follows the redirect to the provider, as this user, and says where the provider sends the browser.</summary>
    private static async Task<Uri> AskProvider(HttpResponseMessage challenge, string? user)
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
