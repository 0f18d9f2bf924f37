namespace TwilioSandbox.Tests.Sdk;

public sealed class SdkCallTests(SdkPages pages) : SdkTest(pages)
{
    [Theory, ClassData(typeof(EveryPair))]
    public async Task Both_hear_each_other_and_the_caller_hangs_up(SdkKind caller, SdkKind callee)
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

    [Theory, ClassData(typeof(EveryPair))]
    public async Task The_callee_hangs_up(SdkKind caller, SdkKind callee)
    {
        var (bob, alice) = await TalkAsync(caller, callee);
        await alice.DoAsync("hangUp");
        await alice.SaysAsync("disconnect");
        await bob.SaysAsync("disconnect");
        Assert.Empty(await bob.RestAsync());
    }

    [Theory, ClassData(typeof(EveryPair))]
    public async Task The_callee_rejects(SdkKind caller, SdkKind callee)
    {
        var (bob, alice) = await RingAsync(caller, callee);
        await alice.DoAsync("reject");
        await alice.SaysAsync("reject");
        await bob.SaysAsync("disconnect");
        Assert.Empty(await bob.RestAsync());
    }

    [Theory, ClassData(typeof(EveryPair))]
    public async Task The_caller_gives_up(SdkKind caller, SdkKind callee)
    {
        var (bob, alice) = await RingAsync(caller, callee);
        await bob.DoAsync("hangUp");
        await alice.SaysAsync("cancel");
        await bob.SaysAsync("disconnect");
    }

    [Theory, ClassData(typeof(EveryPair))]
    public async Task The_callee_does_not_react(SdkKind caller, SdkKind callee)
    {
        Sandbox.Voice.Answer = _ => VoiceApplication.Twiml("<Response><Dial timeout='5'><Client>alice</Client></Dial></Response>");
        var (bob, alice) = await RingAsync(caller, callee);
        await alice.DoAsync("ignore");
        Sandbox.Clock.Advance(TimeSpan.FromSeconds(5));
        await bob.SaysAsync("disconnect");
        await alice.SaysAsync("cancel");
    }

    [Theory, ClassData(typeof(EveryPair))]
    public async Task Somebody_who_talks_is_busy_for_others(SdkKind caller, SdkKind callee)
    {
        var (bob, _) = await TalkAsync(caller, callee);
        var carol = await RegisteredAsync(caller, "carol");
        await carol.CallAsync(new { To = "alice" });
        await carol.SaysAsync("call error 31486");
        await carol.SaysAsync("disconnect");
        Assert.Empty(await bob.RestAsync());
    }

    [Theory, ClassData(typeof(EveryPair))]
    public async Task Who_is_registered_nowhere_is_not_found(SdkKind caller, SdkKind callee)
    {
        var (bob, alice) = (await RegisteredAsync(caller, "bob"), await OpenAsync(callee, "alice"));
        await bob.CallAsync(new { To = "alice" });
        await bob.SaysAsync("call error 31404");
        await bob.SaysAsync("disconnect");
        Assert.Empty(await alice.RestAsync());
    }

    [Theory, ClassData(typeof(EveryPair))]
    public async Task Two_windows_of_one_person_ring_and_the_first_to_answer_has_the_call(SdkKind caller, SdkKind callee)
    {
        var second = await RegisteredAsync(callee, "alice");
        var (bob, alice) = await RingAsync(caller, callee);
        await second.SaysAsync("incoming client:bob");
        await alice.DoAsync("accept");
        await second.SaysAsync("cancel");
        await bob.SaysAsync("accept");
    }

    [Theory, ClassData(typeof(EveryPair))]
    public async Task A_window_that_is_closed_ends_its_call(SdkKind caller, SdkKind callee)
    {
        var (bob, alice) = await TalkAsync(caller, callee);
        await alice.CloseAsync();
        await bob.SaysAsync("disconnect");
    }

    [Theory, ClassData(typeof(EveryPair))]
    public async Task A_caller_who_closes_the_window_ends_the_call(SdkKind caller, SdkKind callee)
    {
        var (bob, alice) = await TalkAsync(caller, callee);
        await bob.CloseAsync();
        await alice.SaysAsync("disconnect");
    }

    [Theory, ClassData(typeof(EverySdk))]
    public async Task A_caller_who_closes_the_window_while_it_rings_has_given_up(SdkKind kind)
    {
        var (bob, alice) = await RingAsync(kind, kind);
        await bob.CloseAsync();
        await alice.SaysAsync("cancel");
    }

    [Theory, ClassData(typeof(EverySdk))]
    public async Task A_callee_who_closes_the_window_while_it_rings_has_missed_the_call(SdkKind kind)
    {
        var (bob, alice) = await RingAsync(kind, kind);
        await alice.CloseAsync();
        await bob.SaysAsync("disconnect");
    }

    [Theory, ClassData(typeof(EverySdk))]
    public async Task What_the_sandbox_does_not_imitate_is_an_error_with_its_code(SdkKind kind)
    {
        Sandbox.Voice.Says("<Say>Hello</Say>");
        var bob = await RegisteredAsync(kind, "bob");
        await bob.CallAsync(new { To = "alice" });
        await bob.SaysAsync("call error 12200");
        await bob.SaysAsync("disconnect");
    }

    [Theory, ClassData(typeof(EveryPair))]
    public async Task Parameters_reach_the_application_and_those_of_the_application_the_callee(SdkKind caller, SdkKind callee)
    {
        Sandbox.Voice.Answer = form => VoiceApplication.Twiml(
            $"<Response><Dial callerId='client:reception'><Client><Identity>alice</Identity><Parameter name='back' value='{form["mood"]} &amp; more'/></Client></Dial></Response>");
        var (bob, alice) = (await RegisteredAsync(caller, "bob"), await RegisteredAsync(callee, "alice"));
        await bob.CallAsync(new { To = "alice", mood = "100 % ü" });
        await alice.SaysAsync("incoming client:reception");
        Assert.Equal("100 % ü & more", await alice.AskAsync("customParameter", "back"));
    }

    [Theory, ClassData(typeof(EveryPair))]
    public async Task Keys_of_both_are_seen(SdkKind caller, SdkKind callee)
    {
        var (bob, alice) = await TalkAsync(caller, callee);
        await bob.DoAsync("press", "12#");
        await Sandbox.EventAsync("call.dtmf", pressed => pressed.GetProperty("client").GetString() == "bob" && pressed.GetProperty("message").GetString() == "12#");
        await alice.DoAsync("press", "*0");
        await Sandbox.EventAsync("call.dtmf", pressed => pressed.GetProperty("client").GetString() == "alice" && pressed.GetProperty("message").GetString() == "*0");
    }
}
