using System.Net;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Tests.Voice;

/// <summary>How the application is asked, and what becomes of an answer that is none.</summary>
public sealed class WebhookTests : IDisposable
{
    private static readonly Dictionary<string, string> s_none = [];

    private readonly SandboxApp _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    private VoiceApplication Voice => _sandbox.Voice;

    private async Task<TestDevice> CallAsync(string callParams = "")
    {
        var bob = await _sandbox.ConnectAsync(_sandbox.Token(outgoing: "bob"));
        await bob.InviteAsync("TJ1", callParams);
        return bob;
    }

    private async Task<int?> FailAsync(HttpResponseMessage answer)
    {
        Voice.Answer = _ => answer;
        using var bob = await CallAsync();
        return (await bob.ReceiveAsync("hangup")).Code();
    }

    [Fact]
    public async Task A_get_has_the_fields_in_its_url_and_is_signed_with_them()
    {
        _sandbox.Settings["VoiceMethod"] = "GET";
        _sandbox.Settings["VoiceUrl"] = "http://localhost:5101/voice?a=b";
        Voice.Says("<Hangup/>");
        using var bob = await CallAsync("To=al%26ice");
        await bob.ReceiveAsync("hangup");

        var request = await Voice.ReceiveAsync("/voice");
        Assert.Equal("GET", request.Method);
        Assert.Equal(("b", "al&ice", "client:bob"), (request.Form["a"], request.Form["To"], request.Form["From"]));
        Assert.Equal(TwilioSignature.Compute(SandboxApp.AuthToken, request.Url, s_none), request.Signature);
    }

    [Fact]
    public async Task The_fallback_is_asked_with_what_went_wrong()
    {
        _sandbox.Settings["VoiceFallbackUrl"] = "http://localhost:5101/fallback";
        Voice.Answer = _ => VoiceApplication.Twiml("no XML");
        Voice.Says("<Reject reason='busy'/>", "/fallback");
        using var bob = await CallAsync("To=alice&Foo=bar");
        Assert.Equal(31486, (await bob.ReceiveAsync("hangup")).Code());

        var form = (await Voice.ReceiveAsync("/fallback")).Form;
        Assert.Equal(("12100", VoiceApplication.Url, "bar"), (form["ErrorCode"], form["ErrorUrl"], form["Foo"]));
        Assert.Contains("well-formed", (await _sandbox.EventAsync("voice.failed")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_fallback_is_asked_when_the_application_is_slow()
    {
        _sandbox.Settings["VoiceFallbackUrl"] = "http://localhost:5101/fallback";
        Voice.Says("<Reject reason='busy'/>", "/fallback");
        Voice.Gate = new TaskCompletionSource().Task;
        using var bob = await CallAsync();
        await Voice.ReceiveAsync("/voice");
        Voice.Gate = Task.CompletedTask;
        _sandbox.Clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(31486, (await bob.ReceiveAnyAsync()).Code());
        Assert.Equal("11205", (await Voice.ReceiveAsync("/fallback")).Form["ErrorCode"]);
    }

    [Fact]
    public async Task A_fallback_that_fails_too_ends_the_call()
    {
        _sandbox.Settings["VoiceFallbackUrl"] = "http://localhost:5101/fallback";
        Voice.Answer = _ => VoiceApplication.Twiml("", HttpStatusCode.NotFound);
        using var bob = await CallAsync();
        Assert.Equal(11200, (await bob.ReceiveAsync("hangup")).Code());
        Assert.Equal(2, Voice.Requests.Count);
    }

    [Fact]
    public async Task An_application_that_is_slow_is_given_fifteen_seconds()
    {
        Voice.Gate = new TaskCompletionSource().Task;
        using var bob = await CallAsync();
        await Voice.ReceiveAsync("/voice");
        _sandbox.Clock.Advance(TimeSpan.FromSeconds(14.9));
        Assert.Empty(await _sandbox.EventsAsync("voice.failed"));
        _sandbox.Clock.Advance(TimeSpan.FromSeconds(0.1));

        var failed = await _sandbox.EventAsync("voice.failed");
        Assert.Equal(11205, failed.GetProperty("code").GetInt32());
        Assert.Contains("did not answer within 15 s", failed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_answer_is_no_twiml() => Assert.Equal(11770, await FailAsync(VoiceApplication.Twiml("")));

    [Fact]
    public async Task An_answer_of_more_than_64_kilobytes_is_refused() =>
        Assert.Equal(11750, await FailAsync(VoiceApplication.Twiml($"<Response><!--{new string('x', 65_536)}--></Response>")));

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, 11210)]
    [InlineData(HttpRequestError.SecureConnectionError, 11220)]
    [InlineData(HttpRequestError.InvalidResponse, 11206)]
    [InlineData(HttpRequestError.ConnectionError, 11205)]
    public async Task An_application_that_cannot_be_asked_has_the_code_of_the_reason(HttpRequestError reason, int code)
    {
        Voice.Answer = _ => throw new HttpRequestException(reason);
        using var bob = await CallAsync();
        Assert.Equal(code, (await bob.ReceiveAsync("hangup")).Code());
    }

    [Theory]
    [InlineData(HttpStatusCode.Found, "GET")]
    [InlineData(HttpStatusCode.TemporaryRedirect, "POST")]
    public async Task A_redirected_request_is_signed_for_its_new_address(HttpStatusCode status, string method)
    {
        Voice.Pages["/voice"] = () => new HttpResponseMessage(status) { Headers = { Location = new Uri("/moved?a=b", UriKind.Relative) } };
        Voice.Says("<Reject reason='busy'/>", "/moved");
        using var bob = await CallAsync("To=alice");
        Assert.Equal(31486, (await bob.ReceiveAsync("hangup")).Code());

        var request = await Voice.ReceiveAsync("/moved");
        Assert.Equal((method, "alice"), (request.Method, request.Form["To"]));
        var signed = method == "GET" ? s_none : request.Form;
        Assert.Equal(TwilioSignature.Compute(SandboxApp.AuthToken, request.Url, signed), request.Signature);
        Assert.Equal(2, (await _sandbox.EventsAsync("webhook.asked")).Length);
    }

    [Fact]
    public async Task Redirects_without_end_are_given_up()
    {
        Voice.Answer = _ => new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new Uri(VoiceApplication.Url) } };
        using var bob = await CallAsync();
        Assert.Equal(11215, (await bob.ReceiveAsync("hangup")).Code());
        Assert.Equal(11, Voice.Requests.Count);
    }

    [Fact]
    public async Task Every_request_is_in_the_journal_without_what_may_be_secret()
    {
        _sandbox.Settings["VoiceUrl"] = "http://user:hunter2@localhost:5101/voice?token=hunter2";
        Voice.Says("<Hangup/>");
        using var bob = await CallAsync("To=alice");
        await bob.ReceiveAsync("hangup");
        var asked = Assert.Single(await _sandbox.EventsAsync("webhook.asked"));
        Assert.Matches(@"^POST http://localhost:5101/voice answered 200 in \d+ ms$", asked.GetProperty("message").GetString());
    }
}
