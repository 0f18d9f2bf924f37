using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Tests.Voice;

/// <summary>The sandbox as an HTTP client, against a real server.</summary>
public sealed class TwilioHttpClientTests : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, IHeaderDictionary Headers)> _requests = new();
    private readonly SandboxApp _sandbox = new() { SendsWebhooks = true };
    private readonly WebApplication _application;

    public TwilioHttpClientTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.WebHost.UseSetting("Logging:LogLevel:Default", "Warning");
        _application = builder.Build();
    }

    private string Host => new Uri(_application.Urls.Single()).Authority;

    public async ValueTask DisposeAsync()
    {
        await _sandbox.DisposeAsync();
        await _application.DisposeAsync();
    }

    [Fact]
    public async Task Cookies_are_kept_within_a_call_and_not_shared_with_the_next()
    {
        await CallAsync("/voice", context =>
        {
            context.Response.Cookies.Append("call", "1");
            return context.Request.Path == "/voice" ? "<Redirect>/next</Redirect>" : "<Hangup/>";
        });
        await CallAsync("/voice");

        Assert.Equal(["/voice ", "/next call=1", "/voice ", "/next call=1"], _requests.Select(request => $"{request.Path} {request.Headers.Cookie}"));
    }

    [Theory]
    [InlineData("Basic realm=\"x\"", "Basic aG9vazpwYXNzMQ==")]
    [InlineData("Negotiate, Basic realm=\"x\"", "Basic aG9vazpwYXNzMQ==")]
    [InlineData("Digest realm=\"x\", nonce=\"n\", qop=\"auth\"", "Digest ")]
    public async Task Challenge_is_answered_once_with_the_user_name_and_password_of_the_url(string challenge, string authorization)
    {
        await CallAsync("/voice", context =>
        {
            context.Response.StatusCode = context.Request.Headers.Authorization.Count == 0 ? 401 : 200;
            context.Response.Headers.WWWAuthenticate = challenge;
            return "<Hangup/>";
        }, userInfo: "hook:pass1@");

        Assert.Equal(2, _requests.Count);
        Assert.StartsWith(authorization, _requests.Last().Headers.Authorization.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_password_in_the_url_fails_the_call_with_11200()
    {
        var code = await CallAsync("/voice", context =>
        {
            context.Response.StatusCode = 401;
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"x\"";
            return "";
        }, userInfo: "hook:wrong@");

        Assert.Equal(11200, code);
        Assert.Equal(2, _requests.Count);
    }

    [Fact]
    public async Task Signature_covers_the_url_without_user_info_and_fragment()
    {
        await CallAsync("/voice?a=b#rc=2&rt=500", _ => "<Hangup/>", userInfo: "hook:pass1@");

        var (_, headers) = Assert.Single(_requests);
        var form = headers["X-Test-Form"].ToString().Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .Select(pair => KeyValuePair.Create(WebUtility.UrlDecode(pair[0]), WebUtility.UrlDecode(pair[1])));
        Assert.Equal(TwilioSignature.Compute(SandboxApp.AuthToken, new Uri($"http://{Host}/voice?a=b"), form), headers["X-Twilio-Signature"]);
    }

    [Fact]
    public async Task User_agent_is_TwilioProxy()
    {
        await CallAsync("/voice", _ => "<Hangup/>");
        Assert.Equal("TwilioProxy/1.1", Assert.Single(_requests).Headers.UserAgent);
    }

    [Theory]
    [InlineData("http://localhost:3000/voice", true)]
    [InlineData("http://127.0.0.1:3000/voice", true)]
    [InlineData("http://[::1]/voice", true)]
    public void Loopback_is_never_reached_through_a_proxy(string url, bool bypassed) =>
        Assert.Equal(bypassed, new ProxyExceptLoopback().IsBypassed(new Uri(url)));

    /// <summary>Starts the application on the first call, and makes one call.</summary>
    /// <returns>The code of the call's error.</returns>
    private async Task<int?> CallAsync(string voiceUrl, Func<HttpContext, string>? answer = null, string userInfo = "")
    {
        if (answer is not null)
        {
            _application.Run(context => AnswerAsync(context, answer));
            await _application.StartAsync(TestContext.Current.CancellationToken);
            _sandbox.Settings["VoiceUrl"] = $"http://{userInfo}{Host}{voiceUrl}";
        }

        using var bob = await _sandbox.ConnectAsync(_sandbox.Token(outgoing: "bob"));
        await bob.InviteAsync("TJ1", "To=alice");
        return (await bob.ReceiveAsync("hangup")).Code();
    }

    private async Task AnswerAsync(HttpContext context, Func<HttpContext, string> answer)
    {
        using var reader = new StreamReader(context.Request.Body);
        context.Request.Headers["X-Test-Form"] = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        _requests.Enqueue((context.Request.Path, new HeaderDictionary(context.Request.Headers.ToDictionary())));
        var verbs = answer(context);
        context.Response.ContentType = "text/xml";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"<Response>{verbs}</Response>"), TestContext.Current.CancellationToken);
    }
}
