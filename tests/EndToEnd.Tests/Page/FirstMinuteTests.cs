using EndToEnd.Harness;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Page;

/// <summary>Sign-in with the demo's names: with a button, or with the page's address.</summary>
public sealed class FirstMinuteTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    [Fact]
    public async Task Signed_out_page_explains_three_steps_and_offers_two_names_first()
    {
        var bob = await VisitAsync("bob");
        await bob.SeesAsync("Signed out");
        var steps = bob.Page.GetByRole(AriaRole.Region, new() { Name = "What happens" });
        Assert.Equal(3, await steps.GetByRole(AriaRole.Listitem).CountAsync());
        await bob.SeesAsync(steps.GetByText("The server signs a token for exactly one thing"));
        var first = bob.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button).First;
        Assert.Equal("Continue as alice", await first.InnerTextAsync());
        Assert.True(await first.EvaluateAsync<bool>("button => button.classList.contains('primary')"));

        await bob.PressAsync("Continue as bob");
        await bob.SeesTextAsync("Signed in as bob");
        await bob.Screen.ShowsAsync(steps, WaitForSelectorState.Hidden);
        await bob.Screen.IsTrueAsync("document.activeElement.id === 'register' && document.activeElement.classList.contains('primary')");
    }

    [Fact]
    public async Task Name_in_the_address_signs_in_and_a_second_name_replaces_the_first_visibly()
    {
        var (alice, other) = (await VisitAsync(Unique("alice")), Unique("bob"));
        await alice.Page.GotoAsync($"/?token=access&as={alice.Name}");
        await alice.SeesTextAsync($"Signed in as {alice.Name}");
        Assert.Equal("?token=access", new Uri(alice.Page.Url).Query);

        await alice.Page.GotoAsync($"/?as={other}");
        await alice.SeesTextAsync($"Signed in as {other}");
        await alice.SeesTextAsync($"This window was signed in as {alice.Name} before.");
    }

    [Fact]
    public async Task Invalid_name_in_the_address_is_explained_and_does_not_sign_in()
    {
        var alice = await VisitAsync("alice");
        await alice.Page.GotoAsync("/?as=al%20ice");
        await alice.SeesAlertAsync("“al ice” is not a valid name.");
        await alice.SeesAsync("Signed out");
        await alice.SeesAsync(alice.Page.GetByLabel("Your name"));
    }
}
