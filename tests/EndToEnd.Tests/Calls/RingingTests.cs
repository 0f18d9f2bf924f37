using EndToEnd.Harness;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Calls;

/// <summary>What shows that a call comes and goes, outside the page and for people who do not see it.</summary>
public sealed class RingingTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    private const string Notifications = """
        window.notifications = [];
        window.Notification = class {
            static permission = 'default';
            static asked = 0;
            static async requestPermission() { this.asked++; return this.permission = 'granted'; }
            constructor(title) { window.notifications.push(this); this.title = title; }
            close() { this.closed = true; }
        };
        document.hasFocus = () => false;
        """;

    [Fact]
    public async Task Title_of_the_page_names_the_caller_while_it_rings()
    {
        var (alice, bob) = await RingingAsync();
        Assert.Equal($"{bob.Name} is calling", await alice.Page.TitleAsync());
        await alice.RejectAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");
        Assert.Equal("Capability.Aspire", await alice.Page.TitleAsync());
    }

    [Fact]
    public async Task Desktop_notification_is_shown_only_after_the_user_asks_for_it()
    {
        var alice = await VisitAsync(Unique("alice"), prepare: page => page.AddInitScriptAsync(Notifications));
        await alice.SignInAsync();
        await alice.Screen.ShowsAsync(Notify(alice), WaitForSelectorState.Hidden);
        await alice.RegisterAsync();
        await alice.SeesAsync(Notify(alice));
        Assert.Equal(0, await alice.Page.EvaluateAsync<int>("Notification.asked"));
        await alice.PressAsync("Notify me of calls");
        await alice.Screen.ShowsAsync(Notify(alice), WaitForSelectorState.Hidden);

        var bob = await SignInAsync(Unique("bob"));
        await bob.CallAsync(alice.Name);
        await alice.SeesAsync($"Incoming call from {bob.Name}");
        Assert.Equal($"{bob.Name} is calling", await alice.Page.EvaluateAsync<string>("window.notifications.map(({ title }) => title).join()"));
        await alice.RejectAsync();
        await alice.Screen.IsTrueAsync("window.notifications[0].closed");
    }

    [Fact]
    public async Task Enter_does_nothing_after_the_other_side_hangs_up()
    {
        var (alice, bob) = await TalkingAsync();
        await alice.Screen.IsTrueAsync("document.activeElement.id === 'hang-up'");
        await bob.HangUpAsync();
        await alice.SeesAsync(alice.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = $"{bob.Name} ended the call." }));
        await alice.Screen.IsTrueAsync("document.activeElement.id === 'status'");

        await alice.TypeAsync("", "Enter");
        await bob.PressCallAsync(alice.Name); // With the token of the first call.
        await alice.SeesAsync($"Incoming call from {bob.Name}"); // Still registered.
    }

    private static ILocator Notify(Phone phone) => phone.Page.GetByRole(AriaRole.Button, new() { Name = "Notify me of calls" });
}
