namespace TwilioSandbox.Tests.Sdk;

public sealed class SdkCallTests(SdkPages pages) : SdkTest(pages)
{
    [Theory, InlineData(Capability, Access), InlineData(Access, Capability)]
    public async Task Both_hear_each_other_until_the_caller_hangs_up(string caller, string callee)
    {
        var (bob, alice) = await TalkAsync(caller, callee);
        await bob.HearsAsync();
        await alice.HearsAsync();
        Assert.Matches("^CA[0-9a-f]{32}$", await bob.AskAsync("callSid"));
        Assert.Matches("^CA[0-9a-f]{32}$", await alice.AskAsync("callSid"));
        Assert.NotEqual(await bob.AskAsync("callSid"), await alice.AskAsync("callSid"));

        await bob.DoAsync("hangUp");
        await bob.SaysAsync("disconnect");
        await alice.SaysAsync("disconnect");
    }

    [Fact]
    public async Task Callee_hangs_up_and_the_call_ends_without_an_error()
    {
        var (bob, alice) = await TalkAsync();
        await alice.DoAsync("hangUp");
        await alice.SaysAsync("disconnect");
        await bob.SaysAsync("disconnect");
        Assert.Empty(await bob.RestAsync());
    }

    [Fact]
    public async Task Rejected_call_ends_without_an_error()
    {
        var (bob, alice) = await RingAsync();
        await alice.DoAsync("reject");
        await alice.SaysAsync("reject");
        await bob.SaysAsync("disconnect");
        Assert.Empty(await bob.RestAsync());
    }

    [Fact]
    public async Task Caller_hangup_while_ringing_cancels_the_call()
    {
        var (bob, alice) = await RingAsync();
        await bob.DoAsync("hangUp");
        await alice.SaysAsync("cancel");
        await bob.SaysAsync("disconnect");
    }

    [Fact]
    public async Task Ignored_call_ends_at_the_timeout_of_the_dial()
    {
        Sandbox.Voice.Answer = _ => VoiceApplication.Twiml("<Response><Dial answerOnBridge='true' timeout='5'><Client>alice</Client></Dial></Response>");
        var (bob, alice) = await RingAsync();
        await alice.DoAsync("ignore");
        Sandbox.Clock.Advance(TimeSpan.FromSeconds(5));
        await bob.SaysAsync("disconnect");
        await alice.SaysAsync("cancel");
    }

    [Fact]
    public async Task Second_call_reaches_a_device_that_is_in_a_call()
    {
        var (_, alice) = await TalkAsync();
        var carol = await RegisteredAsync("carol");
        await carol.CallAsync(new { To = "alice" });
        await alice.SaysAsync("incoming client:carol");
        await alice.DoAsync("reject");
        await carol.SaysAsync("disconnect");
    }

    [Fact]
    public async Task Client_that_is_not_registered_is_not_found_with_31404()
    {
        var (bob, alice) = (await RegisteredAsync("bob"), await OpenAsync("alice"));
        await bob.CallAsync(new { To = "alice" });
        await bob.SaysAsync("call error 31404");
        await bob.SaysAsync("disconnect");
        Assert.Empty(await alice.RestAsync());
    }

    [Fact]
    public async Task Two_windows_ring_and_the_first_to_answer_gets_the_call()
    {
        var second = await RegisteredAsync("alice");
        var (bob, alice) = await RingAsync();
        await second.SaysAsync("incoming client:bob");
        await alice.DoAsync("accept");
        await second.SaysAsync("cancel");
        await bob.SaysAsync("accept");
    }

    [Fact]
    public async Task Callee_closes_the_window_and_the_call_ends()
    {
        var (bob, alice) = await TalkAsync();
        await alice.CloseAsync();
        await bob.SaysAsync("disconnect");
    }

    [Fact]
    public async Task Caller_closes_the_window_and_the_call_ends()
    {
        var (bob, alice) = await TalkAsync();
        await bob.CloseAsync();
        await alice.SaysAsync("disconnect");
    }

    [Fact]
    public async Task Caller_closes_the_window_while_ringing_and_the_call_is_canceled()
    {
        var (bob, alice) = await RingAsync();
        await bob.CloseAsync();
        await alice.SaysAsync("cancel");
    }

    [Fact]
    public async Task Callee_closes_the_window_while_ringing_and_the_call_ends()
    {
        var (bob, alice) = await RingAsync();
        await alice.CloseAsync();
        await bob.SaysAsync("disconnect");
    }

    [Fact]
    public async Task TwiML_that_is_not_XML_fails_the_call_with_12100()
    {
        Sandbox.Voice.Answer = _ => VoiceApplication.Twiml("no XML");
        var bob = await RegisteredAsync("bob");
        await bob.CallAsync(new { To = "alice" });
        await bob.SaysAsync("call error 12100");
        await bob.SaysAsync("disconnect");
    }

    [Fact]
    public async Task Page_parameters_reach_the_application_and_TwiML_parameters_reach_the_callee()
    {
        Sandbox.Voice.Answer = form => VoiceApplication.Twiml(
            $"<Response><Dial answerOnBridge='true' callerId='client:reception'><Client><Identity>alice</Identity><Parameter name='back' value='{form["mood"]} &amp; more'/></Client></Dial></Response>");
        var (bob, alice) = (await RegisteredAsync("bob"), await RegisteredAsync("alice"));
        await bob.CallAsync(new { To = "alice", mood = "100 % ü" });
        await alice.SaysAsync("incoming client:reception");
        Assert.Equal("100 % ü & more", await alice.AskAsync("customParameter", "back"));
    }

    [Fact]
    public async Task Keys_of_both_sides_are_in_the_journal()
    {
        var (bob, alice) = await TalkAsync();
        await bob.DoAsync("press", "12#");
        await Sandbox.EventAsync("call.dtmf", pressed => pressed.GetProperty("client").GetString() == "bob" && pressed.GetProperty("message").GetString() == "12#");
        await alice.DoAsync("press", "*0");
        await Sandbox.EventAsync("call.dtmf", pressed => pressed.GetProperty("client").GetString() == "alice" && pressed.GetProperty("message").GetString() == "*0");
    }
}
