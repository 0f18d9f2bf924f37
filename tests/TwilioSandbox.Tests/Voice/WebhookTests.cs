using System.Net;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Tests.Voice;

/// <summary>Requests to the application, and responses that fail.</summary>
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
    public async Task GET_webhook_has_the_signed_fields_in_its_URL()
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
    public async Task Fallback_URL_receives_the_error()
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
    public async Task Fallback_URL_is_requested_after_a_timeout()
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
    public async Task Failing_fallback_URL_ends_the_call()
    {
        _sandbox.Settings["VoiceFallbackUrl"] = "http://localhost:5101/fallback";
        Voice.Answer = _ => VoiceApplication.Twiml("", HttpStatusCode.NotFound);
        using var bob = await CallAsync();
        Assert.Equal(11200, (await bob.ReceiveAsync("hangup")).Code());
        Assert.Equal(2, Voice.Requests.Count);
    }

    [Fact]
    public async Task Webhook_times_out_after_15_seconds_with_11205()
    {
        Voice.Gate = new TaskCompletionSource().Task;
        using var bob = await CallAsync();
        await Voice.ReceiveAsync("/voice");
        _sandbox.Clock.Advance(TimeSpan.FromSeconds(14.9));
        Assert.Empty(await _sandbox.EventsAsync("voice.failed"));
        _sandbox.Clock.Advance(TimeSpan.FromSeconds(0.1));

        var failed = await _sandbox.EventAsync("voice.failed");
        Assert.Equal(11205, failed.GetProperty("code").GetInt32());
        Assert.Equal($"The Voice URL {VoiceApplication.Url} did not answer within 15 s. Check that the application behind it is running.", failed.Text("explanation"));
    }

    [Fact]
    public async Task Empty_response_is_refused_with_11770() => Assert.Equal(11770, await FailAsync(VoiceApplication.Twiml("")));

    [Fact]
    public async Task Response_over_64_KB_is_refused_with_11750() =>
        Assert.Equal(11750, await FailAsync(VoiceApplication.Twiml($"<Response><!--{new string('x', 65_536)}--></Response>")));

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, 11210)]
    [InlineData(HttpRequestError.SecureConnectionError, 11220)]
    [InlineData(HttpRequestError.InvalidResponse, 11206)]
    [InlineData(HttpRequestError.ConnectionError, 11205)]
    public async Task Connection_failure_has_the_code_of_its_reason(HttpRequestError reason, int code)
    {
        Voice.Answer = _ => throw new HttpRequestException(reason);
        using var bob = await CallAsync();
        Assert.Equal(code, (await bob.ReceiveAsync("hangup")).Code());
    }

    [Fact]
    public async Task Voice_URL_that_cannot_be_reached_is_named_with_the_remedy()
    {
        const string Explanation = $"The Voice URL {VoiceApplication.Url} could not be reached. Start the application behind it, then call again.";
        Voice.Answer = _ => throw new HttpRequestException(HttpRequestError.ConnectionError);
        using var bob = await CallAsync();
        await bob.ReceiveAsync("hangup");
        Assert.Equal(Explanation, (await _sandbox.EventAsync("voice.failed")).Text("explanation"));
        Assert.Equal(Explanation, (await _sandbox.EventAsync("call.ended")).Text("message"));
    }

    [Fact]
    public async Task Other_URL_that_cannot_be_reached_is_not_called_the_Voice_URL()
    {
        Voice.Says("<Redirect>/next</Redirect>");
        Voice.Answer = _ => throw new HttpRequestException(HttpRequestError.ConnectionError);
        using var bob = await CallAsync();
        await bob.ReceiveAsync("hangup");
        Assert.StartsWith("http://localhost:5101/next could not be reached", (await _sandbox.EventAsync("voice.failed")).Text("explanation"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.Found, "GET")]
    [InlineData(HttpStatusCode.TemporaryRedirect, "POST")]
    public async Task Redirected_webhook_is_signed_for_its_new_URL(HttpStatusCode status, string method)
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
    public async Task Eleventh_redirect_is_refused_with_11215()
    {
        Voice.Answer = _ => new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new Uri(VoiceApplication.Url) } };
        using var bob = await CallAsync();
        Assert.Equal(11215, (await bob.ReceiveAsync("hangup")).Code());
        Assert.Equal(11, Voice.Requests.Count);
    }

    [Fact]
    public async Task Webhook_is_in_the_journal_without_user_name_and_query()
    {
        _sandbox.Settings["VoiceUrl"] = "http://user:hunter2@localhost:5101/voice?token=hunter2";
        Voice.Says("<Hangup/>");
        using var bob = await CallAsync("To=alice");
        await bob.ReceiveAsync("hangup");
        var asked = Assert.Single(await _sandbox.EventsAsync("webhook.asked"));
        Assert.Matches(@"^POST http://localhost:5101/voice answered 200 in \d+ ms$", asked.GetProperty("message").GetString());
    }
}
