using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests;

public sealed class OutgoingApplicationTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    private const string ApplicationSid = "AP00000000000000000000000000facade";

    [Fact]
    public async Task Calling_gets_a_token_for_the_application_and_audio_flows_both_ways()
    {
        var alice = await RegisteredAsync("alice");
        var bob = await SignInAsync(Unique("bob"));
        var token = await bob.CallAsync(alice.Name);
        token.ShouldAllow($"scope:client:outgoing?appSid={ApplicationSid}&clientName={bob.Name}", TimeSpan.FromHours(1));

        await bob.SeesAsync($"Ringing {alice.Name}");
        await alice.SeesAsync($"Incoming call from {bob.Name}");
        await alice.AcceptAsync();
        await alice.SeesAsync($"In call with {bob.Name}");
        await bob.SeesAsync($"In call with {alice.Name}");
        await bob.HearsAndIsHeardAsync();
        await alice.HearsAndIsHeardAsync();

        await bob.HangUpAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");
        await bob.SeesAsync("Not registered");
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
    public async Task The_callee_may_hang_up_too()
    {
        var (alice, bob) = await TalkingAsync();
        await alice.HangUpAsync();
        await bob.SeesAsync("Not registered");
        await alice.SeesAsync($"Registered as {alice.Name}");
    }

    [Fact]
    public async Task A_rejected_call_ends_for_the_caller()
    {
        var (alice, bob) = await RingingAsync();
        await alice.RejectAsync();
        await bob.SeesAsync("Not registered");
        await alice.SeesAsync($"Registered as {alice.Name}");
    }

    [Fact]
    public async Task A_caller_who_gives_up_stops_the_ringing()
    {
        var (alice, bob) = await RingingAsync();
        await bob.HangUpAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");
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

    [Fact]
    public async Task Nobody_there_is_said_in_words()
    {
        var bob = await SignInAsync(Unique("bob"));
        await bob.CallAsync(Unique("nobody"));
        await bob.SeesAlertAsync("31404");
    }

    private async Task<Phone> RegisteredAsync(string name)
    {
        var phone = await SignInAsync(Unique(name));
        await phone.RegisterAsync();
        await phone.SeesAsync($"Registered as {phone.Name}");
        return phone;
    }

    private async Task<(Phone Alice, Phone Bob)> RingingAsync()
    {
        var alice = await RegisteredAsync("alice");
        var bob = await SignInAsync(Unique("bob"));
        await bob.CallAsync(alice.Name);
        await alice.SeesAsync($"Incoming call from {bob.Name}");
        return (alice, bob);
    }

    private async Task<(Phone Alice, Phone Bob)> TalkingAsync()
    {
        var (alice, bob) = await RingingAsync();
        await alice.AcceptAsync();
        await bob.SeesAsync($"In call with {alice.Name}");
        return (alice, bob);
    }
}
