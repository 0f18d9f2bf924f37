using EndToEnd.Harness;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Tests.Demo;

/// <summary>One person can try a call: the sandbox speaks, and gathers a digit.</summary>
public sealed class RobotTests(Application application, Browser browser)
{
    [Fact]
    public async Task Robot_speaks_asks_for_a_digit_and_repeats_it()
    {
        await using var demo = await DemoPage.ReadyAsync(browser, application);
        await demo.PressAsync("Alice", "Or call the robot");
        await demo.SeesAsync("Alice", "Robot");
        await Expect(demo.Messages.Filter(new() { HasText = "Press a digit." })).ToHaveCountAsync(1);
        await demo.Page.WaitForFunctionAsync("document.querySelectorAll('#alice .level')[1].style.getPropertyValue('--level') > 0.2");

        await demo.PressAsync("Alice", "5");

        await Expect(demo.Messages.Filter(new() { HasText = "presses 5" })).ToHaveCountAsync(1);
        await Expect(demo.Messages.Filter(new() { HasText = "You pressed 5. Goodbye." })).ToHaveCountAsync(1);
        await demo.SeesAsync("Alice", "Ready to call");
        await Expect(demo.Messages.Last).ToHaveTextAsync("Twilio to Alice: hang up");
        await demo.TalkAsync(); // Then with Bob.
        Assert.Empty(demo.Errors);
    }

    [Fact]
    public async Task Robot_can_be_called_with_the_keyboard()
    {
        await using var demo = await DemoPage.ReadyAsync(browser, application);

        await demo.Button("Alice", "Or call the robot").FocusAsync();
        await demo.Page.Keyboard.PressAsync("Enter");
        await demo.SeesAsync("Alice", "In call with Robot");

        await Expect(demo.Button("Alice", "Hang up")).ToBeFocusedAsync();
    }
}
