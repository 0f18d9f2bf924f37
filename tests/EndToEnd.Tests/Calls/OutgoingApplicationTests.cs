using EndToEnd.Harness;
using EndToEnd.Tests.Matrix;

namespace EndToEnd.Tests.Calls;

public sealed class OutgoingApplicationTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    private const string ApplicationSid = "AP00000000000000000000000000facade";

    [Theory]
    [InlineData(TokenKind.Capability)]
    [InlineData(TokenKind.Access)]
    [Matrix("outgoing")]
    [Matrix("incoming, rejected")]
    [Matrix("incoming, canceled")]
    public async Task Outgoing_token_has_only_the_outgoing_scope_and_a_ringing_call_can_be_rejected_and_canceled(TokenKind kind)
    {
        var alice = await RegisteredAsync("alice", kind);
        var bob = await SignInAsync(Unique("bob"), kind);
        var token = await bob.CallAsync(alice.Name);

        if (kind == TokenKind.Capability)
        {
            token.ShouldAllow($"scope:client:outgoing?appSid={ApplicationSid}&clientName={bob.Name}", TimeSpan.FromHours(1));
        }
        else
        {
            var voice = token.Payload.GetProperty("grants").GetProperty("voice");
            Assert.Equal($$$"""{"outgoing":{"application_sid":"{{{ApplicationSid}}}"}}""", voice.GetRawText());
        }

        await bob.SeesAsync($"Ringing {alice.Name}");
        await alice.SeesAsync($"Incoming call from {bob.Name}");
        await alice.RejectAsync();
        await bob.SeesAsync("Not registered");
        await alice.SeesAsync($"Registered as {alice.Name}");

        await bob.PressCallAsync(alice.Name); // With the token of the first call.
        await alice.SeesAsync($"Incoming call from {bob.Name}");
        await bob.HangUpAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");
        await bob.SeesAsync("Not registered");
    }

    [Theory]
    [InlineData(TokenKind.Capability)]
    [InlineData(TokenKind.Access)]
    [Matrix("DTMF")]
    [Matrix("token refresh in a call")]
    [Matrix("hang up by the caller")]
    [Matrix("hang up by the callee")]
    public async Task Call_sends_DTMF_survives_a_token_refresh_and_ends_when_either_side_hangs_up(TokenKind kind)
    {
        var (alice, bob) = await TalkingAsync(kind);
        await alice.DialAsync("1*#");
        Assert.Equal("1*#", await alice.Page.GetByLabel("Dialed").InnerTextAsync());
        var keys = from e in await Application.WaitForEventsAsync(alice.Name, "call.dtmf", 3) where e.Type == "call.dtmf" select e.Message;
        Assert.Equal(["1", "*", "#"], keys);

        foreach (var phone in (Phone[])[alice, bob])
        {
            await phone.ChooseTokenLifeAsync("10 minutes"); // Two capability tokens of the same second and life are identical.
            var accepted = (await Application.EventsOfAsync(phone.Name)).Count(e => e.Type == "token.accepted");
            await phone.Tokens.ReceiveAsync(phone.RequestTokenAsync);
            await Application.WaitForEventsAsync(phone.Name, "token.accepted", accepted + 1);
        }

        await bob.Audio.FlowsBothWaysAsync();
        await alice.SeesNoAlertAsync();
        await bob.SeesNoAlertAsync();
        await bob.HangUpAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");
        await bob.SeesAsync("Not registered");

        await bob.PressCallAsync(alice.Name);
        await alice.AcceptAsync();
        await bob.SeesAsync($"In call with {alice.Name}");
        await alice.HangUpAsync();
        await bob.SeesAsync("Not registered");
        await alice.SeesAsync($"Registered as {alice.Name}");
    }

    [Fact]
    public async Task People_in_two_windows_of_one_browser_can_call_each_other()
    {
        var alice = await RegisteredAsync("alice");
        var bob = await SignInBesideAsync(alice, Unique("bob"));
        await bob.CallAsync(alice.Name);
        await alice.SeesAsync($"Incoming call from {bob.Name}");
        await alice.AcceptAsync();
        await alice.Audio.FlowsBothWaysAsync();
    }

    [Fact]
    public async Task Closed_page_ends_the_call()
    {
        var (alice, bob) = await TalkingAsync();
        await bob.LeaveAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");
    }

    [Fact]
    public async Task Call_while_registered_keeps_the_registration()
    {
        var alice = await RegisteredAsync("alice");
        var bob = await RegisteredAsync("bob");
        var token = await bob.CallAsync(alice.Name);

        Assert.Equal(
            [$"scope:client:incoming?clientName={bob.Name}", $"scope:client:outgoing?appSid={ApplicationSid}&clientName={bob.Name}"],
            token.Scopes);
        await alice.SeesAsync($"Incoming call from {bob.Name}");
        await alice.AcceptAsync();
        await alice.Audio.FlowsBothWaysAsync();
        await alice.HangUpAsync();
        await bob.SeesAsync($"Registered as {bob.Name}");
    }
}
