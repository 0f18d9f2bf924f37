using EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace EndToEnd.Tests;

/// <summary>Voice SDK 2 with access tokens, and people on it with people on Twilio Client 1.15.</summary>
public sealed class VoiceSdkTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    [Theory]
    [InlineData(2, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    public async Task People_on_either_sdk_reach_each_other(int callersSdk, int calleesSdk)
    {
        var alice = await RegisteredAsync("alice", calleesSdk);
        var bob = await SignInAsync(Unique("bob"), callersSdk);
        await bob.CallAsync(alice.Name);
        await alice.SeesAsync($"Incoming call from {bob.Name}");
        await alice.AcceptAsync();
        await bob.SeesAsync($"In call with {alice.Name}");
        await bob.HearsAndIsHeardAsync();
        await alice.HearsAndIsHeardAsync();

        await alice.HangUpAsync();
        await bob.SeesAsync("Not registered");
        await alice.SeesAsync($"Registered as {alice.Name}");
    }

    [Fact]
    public async Task Registering_gets_an_access_token_for_incoming_calls()
    {
        var alice = await SignInAsync(Unique("alice"), sdk: 2);
        var token = await alice.RegisterAsync();

        Assert.Equal("twilio-fpa;v=1", token.Header.GetProperty("cty").GetString());
        var grants = token.Payload.GetProperty("grants");
        Assert.Equal(alice.Name, grants.GetProperty("identity").GetString());
        Assert.Equal("""{"incoming":{"allow":true}}""", grants.GetProperty("voice").GetRawText());
    }

    [Fact]
    public async Task The_sdk_is_chosen_on_the_page_too_and_who_is_signed_in_stays_so()
    {
        var alice = await SignInAsync(Unique("alice"));
        await alice.Page.GetByRole(AriaRole.Link, new() { Name = "Voice SDK 2" }).ClickAsync();
        await alice.Page.WaitForURLAsync("**/?sdk=2");
        await alice.SeesAsync("Not registered");
        Assert.StartsWith("Voice SDK 2", await alice.Page.Locator("nav a[aria-current]").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_chosen_sdk_is_loaded()
    {
        var alice = await SignInAsync(Unique("alice"), sdk: 2);
        await alice.RegisterAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");

        var scripts = await alice.Page.EvaluateAsync<string[]>("performance.getEntriesByType('resource').map(entry => entry.name)");
        Assert.Contains(scripts, script => script.Contains("voice-sdk", StringComparison.Ordinal));
        Assert.DoesNotContain(scripts, script => script.Contains("twilio-client", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_there_is_said_in_words()
    {
        var bob = await SignInAsync(Unique("bob"), sdk: 2);
        await bob.CallAsync(Unique("nobody"));
        await bob.SeesAlertAsync("31404");
    }

    [Fact]
    public async Task A_token_is_refused_after_its_end()
    {
        var alice = await SignInAsync(Unique("alice"), sdk: 2);
        await alice.StopRenewingAsync();
        await alice.AskForTokensWithAsync(new { incoming = true, ttl = 2 });
        await alice.RegisterAsync();
        await alice.SeesAlertAsync("31205");
        await alice.SeesAsync("Not registered");
    }

    private async Task<Phone> RegisteredAsync(string name, int sdk)
    {
        var phone = await SignInAsync(Unique(name), sdk);
        await phone.RegisterAsync();
        await phone.SeesAsync($"Registered as {phone.Name}");
        return phone;
    }
}
