namespace TwilioSandbox.Tests.Calls;

/// <summary>The verbs of TwiML, apart from <c>Dial</c>.</summary>
public sealed class TwimlTests : CallTest
{
    [Fact]
    public async Task Pause_delays_the_next_verb()
    {
        using var alice = await Callee("alice");
        using var bob = await CallAsync("<Pause length='3'/><Dial answerOnBridge='true'><Client>alice</Client></Dial>");
        await Sandbox.EventAsync("call.paused");
        await bob.ExpectSilenceAsync();

        Sandbox.Clock.Advance(TimeSpan.FromSeconds(3));
        await bob.ReceiveAsync("ringing");
    }

    [Fact]
    public async Task Caller_hangup_ends_a_pause()
    {
        using var bob = await CallAsync("<Pause length='3'/><Redirect>/next</Redirect>");
        await Sandbox.EventAsync("call.paused");
        await bob.SendAsync("hangup", new { callsid = "TJ1" });
        await Sandbox.EventAsync("call.ended");
        Sandbox.Clock.Advance(TimeSpan.FromSeconds(3));
        await bob.ExpectSilenceAsync();
        Assert.Single(Voice.Requests);
    }

    [Theory]
    [InlineData("next?a=b", "/next")]
    [InlineData("/other/next", "/other/next")]
    [InlineData("http://localhost:5101/next", "/next")]
    public async Task Redirect_continues_with_another_document(string address, string path)
    {
        Voice.Says("<Reject reason='busy'/>", path);
        using var bob = await CallAsync($"<Redirect method='GET'>{address}</Redirect><Say>never reached</Say>", "To=alice&Foo=bar");
        Assert.Equal(31486, (await bob.ReceiveAsync("hangup")).Code());

        var request = await Voice.ReceiveAsync(path);
        Assert.Equal("GET", request.Method);
        Assert.Equal("client:bob", request.Form["From"]);
        // Only the Voice URL receives the page's parameters.
        Assert.DoesNotContain("Foo", request.Form.Keys);
    }

    [Fact]
    public async Task Redirect_loop_ends_with_11215()
    {
        using var bob = await CallAsync("<Redirect/>");
        Assert.Equal(11215, (await bob.ReceiveAsync("hangup")).Code());
        Assert.Equal(100, Voice.Requests.Count);
    }

    [Theory]
    [InlineData("<Redirect>file:///etc/passwd</Redirect>")]
    [InlineData("<Gather action='ftp://localhost/'/>")]
    [InlineData("<Dial answerOnBridge='true' action='ftp://localhost/'><Client>alice</Client></Dial>")]
    [InlineData("<Dial answerOnBridge='true'><Client>alice</Client><Client statusCallback='http://'>carol</Client></Dial>")]
    public async Task Invalid_URL_is_refused_with_11100_before_the_first_ring(string twiml)
    {
        using var alice = await Callee("alice");
        using var bob = await CallAsync($"<Pause/>{twiml}");
        Assert.Equal(11100, (await bob.ReceiveAsync("hangup")).Code());
        await alice.ExpectSilenceAsync();
    }
}
