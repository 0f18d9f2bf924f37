using EndToEnd.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Tests.Demo;

/// <summary>Two phones in one window, with the sandbox.</summary>
public sealed class DemoTests(Application application, Browser browser)
{
    private const string OverlappingCards = """
        () => {
            const cards = [...document.querySelectorAll('.card')].map(card => ({ name: card.ariaLabel ?? card.className, area: card.getBoundingClientRect() }));
            return cards.flatMap(({ name, area }, at) => cards.slice(at + 1)
                .filter(other => area.left < other.area.right && other.area.left < area.right && area.top < other.area.bottom && other.area.top < area.bottom)
                .map(other => `${name} and ${other.name}`));
        }
        """;

    [Theory]
    [InlineData("Alice")]
    [InlineData("Bob")]
    public async Task Demo_call_has_sound_both_ways_until_either_side_hangs_up(string hangsUp)
    {
        await using var demo = await DemoPage.ReadyAsync(browser, application);

        await demo.TalkAsync();
        await demo.Page.WaitForFunctionAsync("() => [...document.querySelectorAll('.level')].length === 4 && [...document.querySelectorAll('.level')].every(meter => meter.style.getPropertyValue('--level') > 0.3)");
        await Expect(demo.Messages).ToHaveTextAsync(
        [
            $"Alice to TokenApi: sign in as {demo.Alice}POST /api/session", $"Bob to TokenApi: sign in as {demo.Bob}POST /api/session",
            "Alice to TokenApi: ask for a token{\"outgoing\":true}", "Bob to TokenApi: ask for a token{\"incoming\":true}",
            "TokenApi to Alice: may call", "TokenApi to Bob: may be called",
            "Alice to Twilio: connect, with tokenlisten", "Bob to Twilio: register, with tokenlisten, register",
            "Twilio to Alice: ready", "Twilio to Bob: ready",
            $"Alice to Twilio: invite {demo.Bob}invite, To={demo.Bob}",
            "Twilio to TokenApi: POST /voice, signedX-Twilio-Signature",
            $"TokenApi to Twilio: TwiML: dial {demo.Bob}<Dial><Client>{demo.Bob}",
            "Twilio to Alice: ringing", $"Twilio to Bob: ringinvite from client:{demo.Alice}",
            "Twilio to Alice: answer", "Bob to Twilio: answer",
            "encrypted audio, both ways",
        ]);

        await demo.PressAsync(hangsUp, "Hang up");
        await demo.SeesAsync("Alice", "Ready to call");
        await demo.SeesAsync("Bob", "Registered as Bob");
        var other = hangsUp == "Alice" ? "Bob" : "Alice";
        await Expect(demo.Messages.Filter(new() { HasText = "hang up" }).Filter(new() { HasText = $"{hangsUp} to Twilio" })).ToHaveCountAsync(1);
        await Expect(demo.Messages.Filter(new() { HasText = "hang up" }).Filter(new() { HasText = $"Twilio to {other}" })).ToHaveCountAsync(1);
        Assert.Empty(demo.Errors);
    }

    [Fact]
    public async Task Demo_call_can_be_rejected_canceled_and_repeated()
    {
        await using var demo = await DemoPage.ReadyAsync(browser, application);

        await demo.PressAsync("Alice", "Call Bob");
        await demo.PressAsync("Bob", "Reject");
        await demo.SeesAsync("Alice", "Ready to call");
        await demo.PressAsync("Alice", "Call Bob");
        await demo.SeesAsync("Bob", "Incoming call from Alice");
        await demo.PressAsync("Alice", "Cancel");
        await demo.SeesAsync("Bob", "Registered as Bob");
        await demo.TalkAsync();

        Assert.Empty(demo.Errors);
    }

    [Fact]
    public async Task Swapped_roles_let_Bob_call_Alice_with_the_other_kind_of_token()
    {
        await using var demo = await DemoPage.ReadyAsync(browser, application);

        await demo.Page.GetByRole(AriaRole.Button, new() { Name = "Access token" }).ClickAsync();
        await demo.Page.GetByRole(AriaRole.Button, new() { Name = "Swap roles" }).ClickAsync();
        await demo.SeesAsync("Alice", "Registered as Alice");
        await demo.TalkAsync("Bob", "Alice");

        await Expect(demo.Phone("Bob").Locator(".stub")).ToContainTextAsync("Access token");
        await Expect(demo.Messages.Filter(new() { HasText = "invite" }).First).ToContainTextAsync($"Bob to Twilio: invite {demo.Alice}");
    }

    [Fact]
    public async Task Demo_fits_a_window_of_1280_by_800_pixels_without_scrolling()
    {
        await using var demo = await DemoPage.ReadyAsync(browser, application);
        await demo.TalkAsync();

        var size = await demo.Page.EvaluateAsync<int[]>("() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]");
        Assert.Equal([1280, 800], size);
    }

    [Fact]
    public async Task Cards_do_not_overlap_in_a_low_window()
    {
        await using var demo = await DemoPage.ReadyAsync(browser, application);
        foreach (var (width, height) in ((int, int)[])[(1366, 650), (1280, 720), (1280, 800)])
        {
            await demo.Page.SetViewportSizeAsync(width, height);
            Assert.Empty(await demo.Page.EvaluateAsync<string[]>(OverlappingCards));
        }
    }

    [Fact]
    public async Task Diagram_shows_the_last_arrow_in_full()
    {
        await using var demo = await DemoPage.ReadyAsync(browser, application);
        await demo.TalkAsync();
        await demo.PressAsync("Alice", "Hang up");
        await Expect(demo.Messages.Last).ToContainTextAsync("hang up");

        Assert.Equal(0, await demo.Page.Locator(".seq").EvaluateAsync<int>("diagram => diagram.scrollHeight - diagram.clientHeight"));
    }

    [Fact]
    public async Task Double_click_on_Call_or_Hang_up_acts_once()
    {
        await using var demo = await DemoPage.ReadyAsync(browser, application);

        await demo.Button("Alice", "Call Bob").DblClickAsync();
        await demo.SeesAsync("Bob", "Incoming call from Alice");
        await demo.SeesAsync("Alice", "Calling");
        await demo.PressAsync("Bob", "Accept");
        await demo.Button("Alice", "Hang up").DblClickAsync(new() { Position = new() { X = 120, Y = 45 } }); // Near the link below.

        await demo.SeesAsync("Alice", "Ready to call");
        await demo.SeesAsync("Bob", "Registered as Bob");
        await Expect(demo.Messages.Filter(new() { HasText = "robot" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Hang_up_gives_way_to_Call_which_ignores_clicks_at_first()
    {
        await using var demo = await DemoPage.ReadyAsync(browser, application);
        await demo.TalkAsync();
        var place = await demo.Button("Alice", "Hang up").BoundingBoxAsync();

        var hit = await demo.Button("Alice", "Hang up").EvaluateAsync<string>("""
            button => {
                const { left, top } = button.getBoundingClientRect();
                button.click();
                return `${button.textContent}: ${document.elementFromPoint(left + 9, top + 9).className}`;
            }
            """);

        Assert.Equal("Call Bob: act", hit);
        Assert.Equivalent(place, await demo.Button("Alice", "Call Bob").BoundingBoxAsync());
        await demo.TalkAsync();
    }

    [Fact]
    public async Task Demo_on_a_phone_has_a_low_header_and_each_button_once()
    {
        await using var demo = await DemoPage.OpenAsync(browser, application, page => page.SetViewportSizeAsync(360, 740));
        await demo.Page.GetByRole(AriaRole.Button, new() { Name = "Alice", Exact = true }).ClickAsync();
        await Expect(demo.Page.Locator("#bar-details")).ToHaveTextAsync("Alice may call Bob", new() { Timeout = (float)Wait.Limit.TotalMilliseconds });

        await Expect(demo.Page.GetByRole(AriaRole.Button, new() { Name = "Call Bob" })).ToHaveCountAsync(1);
        var header = await demo.Page.Locator("#bar").BoundingBoxAsync();
        var link = await demo.Page.Locator("#bar [aria-current]").BoundingBoxAsync();
        Assert.InRange(header!.Height, 1, 150);
        Assert.InRange(link!.X, header.X, 360);
    }

    [Fact]
    public async Task Demo_on_a_phone_calls_with_the_bar_and_shows_each_phone_in_a_tab()
    {
        await using var demo = await DemoPage.OpenAsync(browser, application, page => page.SetViewportSizeAsync(360, 740));
        var action = demo.Page.Locator("#bar-action");

        await action.ClickAsync(new() { Timeout = (float)Wait.Limit.TotalMilliseconds });
        await Expect(action).ToHaveTextAsync("Accept as Bob", new() { Timeout = (float)Wait.Limit.TotalMilliseconds });
        await action.ClickAsync();
        await Expect(action).ToHaveTextAsync("Hang up", new() { Timeout = (float)Wait.Limit.TotalMilliseconds });
        await Expect(action).ToBeInViewportAsync();
        await demo.Page.GetByRole(AriaRole.Button, new() { Name = "Bob", Exact = true }).ClickAsync();
        await demo.SeesAsync("Bob", "In call with Alice");
        await Expect(demo.Phone("Alice")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Demo_can_be_used_with_the_keyboard()
    {
        await using var demo = await DemoPage.ReadyAsync(browser, application);

        await demo.Button("Alice", "Call Bob").FocusAsync();
        await demo.Page.Keyboard.PressAsync("Enter");
        await demo.SeesAsync("Bob", "Incoming call from Alice");
        await demo.Button("Bob", "Accept").FocusAsync();
        await demo.Page.Keyboard.PressAsync("Enter");
        await demo.SeesAsync("Bob", "In call with Alice");
        await Expect(demo.Button("Bob", "Hang up")).ToBeFocusedAsync();
        await demo.Page.Keyboard.PressAsync("Enter");
        await demo.SeesAsync("Bob", "Registered as Bob");
    }

    [Fact]
    public async Task Demo_with_a_real_account_says_that_it_needs_the_sandbox()
    {
        await using var demo = await DemoPage.OpenAsync(browser, application, page => page.RouteAsync("**/api/client", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = """{"applicationName":"Capability.Aspire","tokenKinds":["capability"],"account":"AC0123…cdef","sandbox":null,"demoSignIn":true}""",
        })));

        await Expect(demo.Page.Locator("#needs-sandbox")).ToBeVisibleAsync();
        await Expect(demo.Page.Locator("#tries button:disabled")).ToHaveCountAsync(8);
    }

    [Fact]
    public async Task Demo_waits_for_TokenApi_and_says_so()
    {
        var down = true;
        await using var demo = await DemoPage.OpenAsync(browser, application, page => page.RouteAsync("**/api/client", route => down ? route.AbortAsync() : route.ContinueAsync()));

        await Expect(demo.Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("This page tries again by itself.");
        down = false;
        await demo.SeesAsync("Bob", "Registered as Bob");
        await Expect(demo.Page.GetByRole(AriaRole.Alert).First).ToBeEmptyAsync();
    }

    [Fact]
    public async Task Demo_starts_once_when_the_sandbox_answers_late()
    {
        var down = true;
        await using var demo = await DemoPage.OpenAsync(browser, application, page => page.RouteAsync("**/sandbox/events?*", route => down ? route.AbortAsync() : route.ContinueAsync()));
        await Expect(demo.Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("This page tries again by itself.", new() { Timeout = (float)Wait.Limit.TotalMilliseconds });
        down = false;

        await demo.SeesAsync("Bob", "Registered as Bob");
        await demo.TalkAsync();

        await Expect(demo.Page.Locator(".display")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Double_click_on_the_call_bar_calls_once()
    {
        await using var demo = await DemoPage.OpenAsync(browser, application, page => page.SetViewportSizeAsync(360, 740));

        await demo.Page.Locator("#bar-action").DblClickAsync(new() { Timeout = (float)Wait.Limit.TotalMilliseconds });

        await Expect(demo.Page.Locator("#bar-action")).ToHaveTextAsync("Accept as Bob", new() { Timeout = (float)Wait.Limit.TotalMilliseconds });
    }

    [Fact]
    public async Task Demo_has_no_axe_violations_in_any_state_theme_or_width()
    {
        List<string> violations = [];
        await using var demo = await DemoPage.ReadyAsync(browser, application);
        await LookAsync("idle");
        await demo.PressAsync("Alice", "Call Bob");
        await demo.SeesAsync("Bob", "Incoming call from Alice");
        await LookAsync("ringing");
        await demo.PressAsync("Bob", "Accept");
        await demo.SeesAsync("Alice", "In call with Bob");
        await LookAsync("in call");
        await demo.Try("Receive with a call-only token").ClickAsync();
        await Expect(demo.Refusal).ToBeVisibleAsync(new() { Timeout = (float)Wait.Limit.TotalMilliseconds });
        await LookAsync("refused");

        Assert.True(violations.Count == 0, string.Join('\n', violations));

        async Task LookAsync(string state)
        {
            foreach (var (scheme, colors, width) in ((ColorScheme, ForcedColors, int)[])[(ColorScheme.Light, ForcedColors.None, 360), (ColorScheme.Dark, ForcedColors.None, 1920), (ColorScheme.Light, ForcedColors.Active, 1280), (ColorScheme.Light, ForcedColors.None, 1280)])
            {
                await demo.Page.EmulateMediaAsync(new() { ColorScheme = scheme, ForcedColors = colors });
                await demo.Page.SetViewportSizeAsync(width, 800);
                violations.AddRange(await Axe.FindViolationsAsync(demo.Page, $"{state}, {scheme}, {colors}, {width} pixels"));
            }
        }
    }
}
