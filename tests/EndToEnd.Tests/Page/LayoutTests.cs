using EndToEnd.Harness;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Page;

/// <summary>What stays in view, and what must not move.</summary>
public sealed class LayoutTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    // Visible in full, and not under anything else.
    private const string CallControlsInView = """
        () => ['mute', 'keys', 'hang-up'].filter(id => {
            const button = document.getElementById(id);
            const { left, top, right, bottom } = button.getBoundingClientRect();
            const inside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
            return inside && button.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
        })
        """;

    [Fact]
    public async Task Call_controls_are_in_view_with_the_keypad_open()
    {
        // 640 × 370 is a window of 1280 × 740 at 200 % zoom.
        (int Width, int Height)[] sizes = [(1280, 740), (1280, 370), (640, 370), (360, 740)];
        var (alice, _) = await TalkingAsync();
        await alice.DialAsync("1");
        foreach (var (width, height) in sizes)
        {
            await alice.Page.SetViewportSizeAsync(width, height);
            foreach (var end in (string[])["0", "1e6"])
            {
                await alice.Page.EvaluateAsync($"() => {{ scrollTo(0, {end}); document.querySelector('.phone').scrollTo(0, {end}); }}");
                Assert.Equal($"{width}: mute keys hang-up", $"{width}: {string.Join(' ', await alice.Page.EvaluateAsync<string[]>(CallControlsInView))}");
            }
        }

        await alice.HangUpAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");
    }

    [Fact]
    public async Task Narrow_window_shows_the_phone_or_the_token_and_an_incoming_call_shows_the_phone()
    {
        var alice = await RegisteredAsync("alice");
        await alice.Page.SetViewportSizeAsync(360, 740);
        var (token, callee) = (alice.Page.Locator("#token"), alice.Page.GetByLabel("Name to call"));
        await alice.Screen.ShowsAsync(token, WaitForSelectorState.Hidden);

        await Tab(alice, "Phone").FocusAsync();
        await alice.TypeAsync("", "Tab");
        await alice.TypeAsync("", "Enter");
        await alice.SeesAsync(token);
        await alice.SeesAsync($"Registered as {alice.Name}"); // The phone's state stays visible.
        await alice.Screen.ShowsAsync(callee, WaitForSelectorState.Hidden);
        Assert.Equal("true", await Tab(alice, "Token").GetAttributeAsync("aria-pressed"));

        var bob = await SignInAsync(Unique("bob"));
        await bob.CallAsync(alice.Name);
        await alice.SeesAsync($"Incoming call from {bob.Name}");
        await alice.SeesAsync(callee);
        Assert.Equal("true", await Tab(alice, "Phone").GetAttributeAsync("aria-pressed"));
        await alice.AcceptAsync();

        await alice.PressAsync("Token");
        await alice.SeesAsync(token);
        await alice.HangUpAsync(); // From either tab.
        await bob.SeesAsync("Not registered");
    }

    [Fact]
    public async Task Wide_window_shows_the_messages_of_its_own_calls()
    {
        var alice = await VisitAsync(Unique("alice"), prepare: page => page.SetViewportSizeAsync(1920, 1080));
        await alice.SignInAsync();
        await alice.RegisterAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");
        var (carol, dave) = await TalkingAsync(); // Somebody else's call.
        var bob = await SignInAsync(Unique("bob"));
        await bob.CallAsync(alice.Name);
        await alice.SeesAsync($"Incoming call from {bob.Name}");
        var eve = await SignInAsync(Unique("eve"));
        await eve.CallAsync(alice.Name);
        await alice.SeesTextAsync($"{eve.Name} called while you were busy and was declined.");
        await alice.AcceptAsync();
        await alice.SeesAsync(alice.Page.Locator(".audio:not(.ghost)"));
        await bob.HangUpAsync();
        await alice.SeesAsync(alice.Page.Locator(".rows").GetByText("hang up", new() { Exact = true }).First);

        string[] expected =
        [
            $"{alice.Name} to TokenApi: sign in as {alice.Name}", $"{alice.Name} to TokenApi: ask for a token", $"TokenApi to {alice.Name}: may be called",
            $"{alice.Name} to Twilio: register, with token", $"Twilio to {alice.Name}: ready",
            $"{bob.Name} to Twilio: invite {alice.Name}", "Twilio to TokenApi: POST /voice, signed", $"TokenApi to Twilio: TwiML: dial {alice.Name}",
            $"Twilio to {alice.Name}: ring", $"Twilio to {bob.Name}: ringing", $"{alice.Name} to Twilio: answer", $"Twilio to {bob.Name}: answer",
            "encrypted audio, both ways", $"{bob.Name} to Twilio: hang up", $"Twilio to {alice.Name}: hang up",
        ];
        Assert.Equal(expected.Order(), (await MessagesAsync(alice)).Order());
        await carol.HangUpAsync();
        await dave.SeesAsync("Not registered");
    }

    [Fact]
    public async Task List_of_people_moves_nothing_when_it_appears()
    {
        var answer = new TaskCompletionSource();
        var alice = await VisitAsync(Unique("alice"), prepare: page => page.RouteAsync("**/sandbox/clients", async route =>
        {
            await answer.Task;
            await route.FulfillAsync(new() { Json = from n in Enumerable.Range(0, 50) select new { identity = $"somebody_{n}", registered = true } });
        }));
        await alice.SignInAsync();
        var before = await TopOfAsync(alice, "#devices");
        answer.SetResult();

        await alice.SeesAsync(alice.Page.GetByRole(AriaRole.Button, new() { Name = "somebody_0", Exact = true }));
        Assert.Equal(before, await TopOfAsync(alice, "#devices"));
    }

    // Without what was really sent, and without the bars of the audio.
    private static Task<string[]> MessagesAsync(Phone phone) => phone.Page.Locator(".rows :is(.msg, .audio):not(.ghost)").EvaluateAllAsync<string[]>(
        "messages => messages.map(message => [...message.children].filter(part => !part.matches('small, .bars')).map(part => part.textContent).join(''))");

    private static ILocator Tab(Phone phone, string name) => phone.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static Task<double> TopOfAsync(Phone phone, string selector) =>
        phone.Page.Locator(selector).EvaluateAsync<double>("part => part.getBoundingClientRect().top");
}
