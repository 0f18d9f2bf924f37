using System.Net;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TwilioTokens.Tests;

namespace TokenApi.Tests.Session;

/// <summary>Machines call with access tokens of a real issuer.</summary>
public sealed class BearerTests(IdentityProvider provider) : IDisposable
{
    private const string Path = "/api/tokens/capability";

    private readonly TokenApiApp _app = TokenApiApp.WithProvider(provider);

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Machine_gets_tokens_for_its_own_name()
    {
        var robot = Caller(await provider.IssueToMachine("robot-7"));

        var answer = await (await robot.PostText(Path, """{"incoming":true}""")).Json();

        Assert.Equal("scope:client:incoming?clientName=robot_x2D_7", DecodedToken.Of(answer["token"]!.GetValue<string>()).Scope);
        Assert.Equal("""{"name":"robot_x2D_7"}""", await (await robot.Get("/api/session")).Text());
    }

    [Fact]
    public async Task Machine_has_the_rules_of_a_session()
    {
        var robot = Caller(await provider.IssueToMachine("robot"));

        await Problem.Of(await robot.PostText(Path, """{"incoming":true,"identity":"alice"}"""), HttpStatusCode.BadRequest);
        await Problem.Of(await robot.PostText(Path, """{"incoming":true,"ttl":86401}"""), HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Machine_has_the_rate_limit_of_a_user()
    {
        _app.Settings["RateLimits:PerIdentity"] = "1";
        var (robot, other) = (Caller(await provider.IssueToMachine("robot")), Caller(await provider.IssueToMachine("other")));

        Assert.Equal(HttpStatusCode.OK, (await robot.PostText(Path, """{"incoming":true}""")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await robot.PostText(Path, """{"incoming":true}""")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await other.PostText(Path, """{"incoming":true}""")).StatusCode);
    }

    [Fact]
    public async Task Token_for_another_service_is_refused() => await AssertRefused(await provider.IssueToMachine("robot", IdentityProvider.OtherAudience));

    [Fact]
    public void Issuer_and_audience_of_tokens_are_checked()
    {
        var options = _app.Services.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>().Get(JwtBearerDefaults.AuthenticationScheme);

        Assert.True(options.TokenValidationParameters.ValidateIssuer);
        Assert.True(options.TokenValidationParameters.ValidateAudience);
        Assert.Equal(IdentityProvider.Audience, options.TokenValidationParameters.ValidAudience);
    }

    [Fact]
    public async Task Token_that_was_changed_is_refused()
    {
        var parts = (await provider.IssueToMachine("robot")).Split('.');
        var others = (await provider.IssueToMachine("other")).Split('.');

        await AssertRefused($"{parts[0]}.{others[1]}.{parts[2]}");
    }

    [Theory]
    [InlineData("x")]
    // {"alg":"none"} {"sub":"robot"}
    [InlineData("eyJhbGciOiJub25lIn0.eyJzdWIiOiJyb2JvdCJ9.")]
    public async Task Token_that_the_issuer_did_not_sign_is_refused(string token) => await AssertRefused(token);

    [Fact]
    public async Task Name_that_is_too_long_is_refused_with_the_reason()
    {
        var problem = await AssertRefused(await provider.IssueToMachine(new string('-', 30)));

        Assert.Contains("Twilio accepts 121 characters, and its encoded form has 150", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Machine_may_send_an_origin_header()
    {
        var robot = Caller(await provider.IssueToMachine("robot"));
        robot.DefaultRequestHeaders.Add("Origin", "https://dashboard.example");

        Assert.Equal(HttpStatusCode.OK, (await robot.PostText(Path, """{"incoming":true}""")).StatusCode);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Invalid_bearer_token_does_not_skip_the_same_origin_check(string header, string value)
    {
        var page = Caller("x");
        page.DefaultRequestHeaders.Add(header, value);

        await Problem.Of(await page.DeleteAsync("/api/session", TestContext.Current.CancellationToken), HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Without_an_issuer_every_token_is_refused()
    {
        var token = await provider.IssueToMachine("robot");
        using var app = TokenApiApp.WithRealAccount();
        var robot = app.CreateClient();
        robot.DefaultRequestHeaders.Authorization = new("Bearer", token);

        await Problem.Of(await robot.PostText(Path, """{"incoming":true}"""), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Access_token_is_not_logged()
    {
        var token = await provider.IssueToMachine("robot");
        await Caller(token).PostText(Path, """{"incoming":true}""");

        Assert.All(_app.Logs.Lines, line => Assert.DoesNotContain(token.Split('.')[2], line, StringComparison.Ordinal));
    }

    private async Task<Problem> AssertRefused(string token)
    {
        var response = await Caller(token).PostText(Path, """{"incoming":true}""");

        var problem = await Problem.Of(response, HttpStatusCode.Unauthorized);
        Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
        return problem;
    }

    private HttpClient Caller(string token)
    {
        var client = _app.CreateClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        return client;
    }
}
