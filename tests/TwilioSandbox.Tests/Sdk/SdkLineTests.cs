namespace TwilioSandbox.Tests.Sdk;

/// <summary>What happens to the line under a call: it breaks, and its token ends or is replaced.</summary>
public sealed class SdkLineTests(SdkPages pages) : SdkTest(pages)
{
    [Theory, ClassData(typeof(EverySdk))]
    public async Task A_lost_connection_comes_back_by_itself(SdkKind kind)
    {
        var alice = await RegisteredAsync(kind, "alice");
        Drop(alice);
        await alice.SaysAsync("offline");
        await alice.SaysAsync("registered");
    }

    [Theory, ClassData(typeof(EveryPair))]
    public async Task A_call_survives_the_loss_of_the_callers_connection(SdkKind caller, SdkKind callee)
    {
        var (bob, alice) = await TalkAsync(caller, callee);
        Drop(bob);
        await BackInTheCallAsync(bob);
        await bob.DoAsync("hangUp");
        await alice.SaysAsync("disconnect");
    }

    [Theory, ClassData(typeof(EveryPair))]
    public async Task A_call_survives_the_loss_of_the_callees_connection(SdkKind caller, SdkKind callee)
    {
        var (bob, alice) = await TalkAsync(caller, callee);
        Drop(alice);
        await BackInTheCallAsync(alice);
        await bob.DoAsync("hangUp");
        await alice.SaysAsync("disconnect");
    }

    [Theory, ClassData(typeof(EveryPair))]
    public async Task A_callee_who_loses_the_connection_while_it_rings_has_missed_the_call(SdkKind caller, SdkKind callee)
    {
        var (bob, alice) = await RingAsync(caller, callee);
        Drop(alice);
        await bob.SaysAsync("disconnect");
        await alice.SaysAsync("registered");
    }

    public static TheoryData<SdkKind, SdkKind> CallersOnClient1 =>
        [.. new EveryPair().Select(pair => pair.Data).Where(pair => pair.Item1 != SdkKind.VoiceAccess)];

    [Theory, MemberData(nameof(CallersOnClient1))]
    public async Task A_caller_on_Client_1_who_loses_the_connection_while_it_rings_still_gets_the_answer(SdkKind caller, SdkKind callee)
    {
        var (bob, alice) = await RingAsync(caller, callee);
        Drop(bob);
        await bob.SaysAsync("registered");
        await alice.DoAsync("accept");
        await bob.SaysAsync("accept");
    }

    [Theory, ClassData(typeof(EverySdk))]
    public async Task A_caller_on_Voice_2_who_loses_the_connection_while_it_rings_has_given_up(SdkKind callee)
    {
        var (bob, alice) = await RingAsync(SdkKind.VoiceAccess, callee);
        Drop(bob);
        await alice.SaysAsync("cancel");
    }

    [Theory, ClassData(typeof(EveryPair))]
    public async Task A_new_token_in_a_call_does_not_disturb_it(SdkKind caller, SdkKind callee)
    {
        var (bob, alice) = await TalkAsync(caller, callee);
        await bob.UseTokenAsync(Token(caller, "bob", ttl: 1800).ToString());
        await alice.UseTokenAsync(Token(callee, "alice", ttl: 1800).ToString());
        await Sandbox.EventAsync("token.accepted", count: 4);
        await bob.HearsAsync();
        Assert.DoesNotContain("disconnect", await bob.RestAsync());
        await alice.DoAsync("hangUp");
        await bob.SaysAsync("disconnect");
    }

    [Theory, ClassData(typeof(EverySdk))]
    public async Task A_token_that_ends_takes_the_phone_off_the_line_until_there_is_a_new_one(SdkKind kind)
    {
        var alice = await OpenAsync(kind, "alice");
        await alice.RegisterAsync(Token(kind, "alice", ttl: 10).ToString());
        await alice.SaysAsync("registered");
        Sandbox.Clock.Advance(TimeSpan.FromSeconds(10));
        await alice.SaysAsync("device error 31205");
        await alice.SaysAsync("offline");
        await alice.UseTokenAsync(Token(kind, "alice").ToString());
        await alice.SaysAsync("registered");
    }

    [Theory, ClassData(typeof(EveryPair))]
    public async Task A_token_that_ends_in_a_call_does_not_end_the_call(SdkKind caller, SdkKind callee)
    {
        var (bob, alice) = await TalkAsync(caller, callee);
        var life = TimeSpan.FromSeconds(11); // As long as no other timer of the sandbox.
        await bob.UseTokenAsync(Token(caller, "bob", ttl: 11).ToString());
        await alice.UseTokenAsync(Token(callee, "alice", ttl: 11).ToString());
        await Sandbox.Timers.CreatedAsync(life);
        await Sandbox.Timers.CreatedAsync(life);
        Sandbox.Clock.Advance(life);
        await bob.SaysAsync("device error 31205");
        await alice.SaysAsync("device error 31205");
        await bob.HearsAsync();
        await bob.DoAsync("hangUp");
        await alice.SaysAsync("disconnect");
    }

    // Voice SDK 2 says so. Twilio Client 1.x is silent; that it is on the line again must do.
    private static Task BackInTheCallAsync(SdkPhone phone) => phone.SaysAsync(phone.Kind == SdkKind.VoiceAccess ? "reconnected" : "registered");
}
