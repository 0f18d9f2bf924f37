using EndToEnd.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Tests.Demo;

/// <summary>The buttons of "Try to break it". The sandbox refuses each, with Twilio's code.</summary>
public sealed class BreakItTests(Application application, Browser browser)
{
    private static readonly (string Try, string Code, string Fault, string Remedy)[] s_refusals =
    [
        ("Let it expire", "31205", "exp", "Request a new token before the old one expires."),
        ("Call with a receive-only token", "31002", "no scope:client:outgoing", "Request a token with \"outgoing\": true."),
        ("Receive with a call-only token", "31404", "Nobody is registered as bob_", "Request a token with \"incoming\": true"),
        ("Change one letter", "31202", "signature", "Send the token exactly as it was issued."),
        ("Sign with another key", "31202", "signature", "Sign tokens on the server"),
        ("Use it for another account", "31203", "", "Issue it with the account that owns the application."),
        ("Use it as the other kind", "31203", "iss", "Do not change the header"),
        ("Send it from twilio-client 1.x", "31007", "twilio-client 1.15.1", "Use @twilio/voice-sdk 2.x with the same token."),
    ];

    [Theory]
    [InlineData("Capability token")]
    [InlineData("Access token")]
    public async Task Each_way_to_break_it_is_refused_with_code_fault_and_remedy(string kind)
    {
        await using var demo = await DemoPage.ReadyAsync(browser, application);
        await demo.Page.GetByRole(AriaRole.Button, new() { Name = kind }).ClickAsync();
        await demo.SeesAsync("Bob", "Registered as Bob");

        foreach (var (name, code, fault, remedy) in s_refusals)
        {
            await demo.Try(name).ClickAsync();
            await Expect(demo.Refusal.Locator(".code")).ToHaveTextAsync(code, new() { Timeout = (float)Wait.Limit.TotalMilliseconds });
            await Expect(demo.Refusal.Locator("dd").First).ToContainTextAsync(fault);
            await Expect(demo.Refusal.Locator("dd").Last).ToContainTextAsync(remedy);
            await Expect(demo.Messages.Last).ToHaveTextAsync($"Twilio to Alice: refused: {code}");
            await Expect(demo.Try(name).Locator(".code")).ToHaveTextAsync(code);
            await Expect(demo.Try(name)).ToHaveAttributeAsync("title", new System.Text.RegularExpressions.Regex(@"\.$"));
            await demo.PressAsync("Alice", "Use a good token");
            await demo.SeesAsync("Bob", "Registered as Bob");
        }

        await demo.TalkAsync();
        Assert.Empty(demo.Errors);
    }

    [Fact]
    public async Task Next_attempt_starts_with_good_tokens()
    {
        await using var demo = await DemoPage.ReadyAsync(browser, application);
        await demo.Try("Change one letter").ClickAsync();
        await Expect(demo.Refusal).ToContainTextAsync("31202", new() { Timeout = (float)Wait.Limit.TotalMilliseconds });

        await demo.Try("Receive with a call-only token").ClickAsync();

        await Expect(demo.Refusal).ToContainTextAsync("31404", new() { Timeout = (float)Wait.Limit.TotalMilliseconds });
        await Expect(demo.Try("Receive with a call-only token")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Start_over_cancels_an_attempt()
    {
        await using var demo = await DemoPage.ReadyAsync(browser, application);
        await demo.Try("Let it expire").ClickAsync();
        await Expect(demo.Messages.First).ToContainTextAsync("ask for a token");

        await demo.Page.GetByRole(AriaRole.Button, new() { Name = "Start over" }).ClickAsync();
        await demo.SeesAsync("Bob", "Registered as Bob");
        await demo.TalkAsync();

        await Expect(demo.Refusal).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Break_it_button_during_a_call_ends_the_call()
    {
        await using var demo = await DemoPage.ReadyAsync(browser, application);
        await demo.TalkAsync();

        await demo.Try("Change one letter").ClickAsync();

        await Expect(demo.Refusal).ToContainTextAsync("31202", new() { Timeout = (float)Wait.Limit.TotalMilliseconds });
        await demo.SeesAsync("Bob", "Registered as Bob");
        await demo.SeesAsync("Alice", "Refused");
    }
}
