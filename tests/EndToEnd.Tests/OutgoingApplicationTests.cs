using EndToEnd.Harness;
using EndToEnd.Tests.Matrix;

namespace EndToEnd.Tests;

public sealed class OutgoingApplicationTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    private const string ApplicationSid = "AP00000000000000000000000000facade";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [Matrix("outgoing")]
    public async Task Calling_gets_a_token_that_allows_calls_of_the_application_and_nothing_else(int sdk)
    {
        var alice = await RegisteredAsync("alice", sdk);
        var bob = await SignInAsync(Unique("bob"), sdk);
        var token = await bob.CallAsync(alice.Name);

        if (sdk == 1)
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
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [Matrix("incoming, rejected")]
    [Matrix("incoming, cancelled")]
    public async Task A_call_ends_when_it_is_rejected_and_when_the_caller_gives_up(int sdk)
    {
        var (alice, bob) = await RingingAsync(sdk);
        await alice.RejectAsync();
        await bob.SeesAsync("Not registered");
        await alice.SeesAsync($"Registered as {alice.Name}");

        await bob.PressCallAsync(alice.Name); // With the token that he has.
        await alice.SeesAsync($"Incoming call from {bob.Name}");
        await bob.HangUpAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");
        await bob.SeesAsync("Not registered");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [Matrix("hang up by the caller")]
    [Matrix("hang up by the callee")]
    public async Task Either_side_may_hang_up(int sdk)
    {
        var (alice, bob) = await TalkingAsync(sdk);
        await bob.HangUpAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");
        await bob.SeesAsync("Not registered");

        await bob.PressCallAsync(alice.Name); // With the token that he has.
        await alice.AcceptAsync();
        await bob.SeesAsync($"In call with {alice.Name}");
        await alice.HangUpAsync();
        await bob.SeesAsync("Not registered");
        await alice.SeesAsync($"Registered as {alice.Name}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [Matrix("token refresh in a call")]
    public async Task A_call_goes_on_with_another_token(int sdk)
    {
        var (alice, bob) = await TalkingAsync(sdk);
        foreach (var phone in (Phone[])[alice, bob])
        {
            await phone.ChooseTokenLifeAsync("10 minutes"); // Two capability tokens of the same second and the same life are the same.
            var before = (await phone.TokensAsync()).Count;
            var accepted = (await Application.EventsOfAsync(phone.Name)).Count(e => e.Type == "token.accepted");
            await phone.TokenForAsync(phone.RequestTokenAsync);
            Assert.Equal(before + 1, (await phone.TokensAsync()).Count);
            await Application.WaitForEventsAsync(phone.Name, "token.accepted", accepted + 1);
        }

        await bob.HearsAndIsHeardAsync();
        await bob.SeesAsync($"In call with {alice.Name}");
        await alice.SeesNoAlertAsync();
        await bob.SeesNoAlertAsync();
    }

    [Fact]
    public async Task Two_windows_of_one_browser_are_two_people_who_can_call_each_other()
    {
        var alice = await RegisteredAsync("alice");
        var bob = await SignInBesideAsync(alice, Unique("bob"));
        await bob.CallAsync(alice.Name);
        await alice.SeesAsync($"Incoming call from {bob.Name}");
        await alice.AcceptAsync();
        await alice.HearsAndIsHeardAsync();
    }

    [Fact]
    public async Task Closing_the_page_ends_the_call()
    {
        var (alice, bob) = await TalkingAsync();
        await bob.LeaveAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");
    }

    [Fact]
    public async Task Calling_while_registered_keeps_the_registration()
    {
        var alice = await RegisteredAsync("alice");
        var bob = await RegisteredAsync("bob");
        var token = await bob.CallAsync(alice.Name);

        Assert.Equal(
            [$"scope:client:incoming?clientName={bob.Name}", $"scope:client:outgoing?appSid={ApplicationSid}&clientName={bob.Name}"],
            token.Scopes);
        await alice.SeesAsync($"Incoming call from {bob.Name}");
        await alice.AcceptAsync();
        await alice.HearsAndIsHeardAsync();
        await alice.HangUpAsync();
        await bob.SeesAsync($"Registered as {bob.Name}");
    }
}
