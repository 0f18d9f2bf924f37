using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests;

public sealed class RegisterIncomingTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    [Fact]
    public async Task Registering_gets_a_token_for_incoming_calls_to_the_signed_in_name_for_one_hour()
    {
        var alice = await SignInAsync(Unique("alice"));
        var token = await alice.RegisterAsync();

        token.ShouldAllow($"scope:client:incoming?clientName={alice.Name}", TimeSpan.FromHours(1));
        await alice.SeesAsync($"Registered as {alice.Name}");
        Assert.Contains(await Application.EventsOfAsync(alice.Name), e => e.Type == "client.registered");
    }

    [Fact]
    public async Task A_life_of_ten_minutes_is_ten_minutes()
    {
        var alice = await SignInAsync(Unique("alice"));
        await alice.ChooseTokenLifeAsync("10 minutes");
        var token = await alice.RegisterAsync();

        token.ShouldAllow($"scope:client:incoming?clientName={alice.Name}", TimeSpan.FromMinutes(10));
        await alice.SeesAsync($"Registered as {alice.Name}");
    }

    [Fact]
    public async Task A_token_is_refused_after_its_end()
    {
        var alice = await SignInAsync(Unique("alice"));
        await alice.StopRenewingAsync();
        await alice.ChooseTokenLifeAsync("10 seconds");
        await alice.RegisterAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");

        await alice.SeesAlertAsync("31205");
        await alice.SeesAsync("Not registered");
        Assert.Contains(await Application.EventsOfAsync(alice.Name), e => e is { Type: "token.expired", Code: 31205 });
    }
}
