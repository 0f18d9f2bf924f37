using EndToEnd.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TwilioSandbox.Tests.Sdk.Page;

/// <summary>Takes pictures of the telephone in each state, for people to look at.</summary>
public sealed class TelephonePictureTests(SdkPages pages) : PageTest(pages)
{
    private static readonly (string Name, ColorScheme Theme, int Width)[] s_looks =
    [
        ("light", ColorScheme.Light, 1200), ("dark", ColorScheme.Dark, 1200), ("wide", ColorScheme.Light, 1920), ("narrow", ColorScheme.Light, 360),
    ];

    [Fact(Explicit = true)]
    public async Task Take()
    {
        (Sandbox.Settings["PageUrl"], Sandbox.Settings["DashboardUrl"]) = ("http://localhost:5100", "http://localhost:15100");
        Sandbox.Voice.Says($"<Dial answerOnBridge='true'><Number>{TelephonePage.Number}</Number></Dial>");
        var page = await OpenPageAsync();
        await TakeAsync(page, "idle");
        var bob = await RegisteredAsync("bob");
        await bob.CallAsync(new { });
        await page.RingsAsync("bob");
        await TakeAsync(page, "ringing");
        await page.TelephoneButton("Answer with microphone").ClickAsync();
        await bob.SaysAsync("accept");
        await page.TelephoneButton("5").ClickAsync();
        await page.ShowsAsync("Signaling", "dtmf 5");
        await TakeAsync(page, "in-call");
        await page.TelephoneButton("Hang up").ClickAsync();
        await page.TelephoneShowsAsync("Ended");
        await TakeAsync(page, "ended");

        Sandbox.Voice.Says($"<Dial><Number>{TelephonePage.Number}</Number></Dial><Pause length='60'/><Fax/>");
        await page.CallInAsync();
        await page.RingsAsync(TelephonePage.Outside);
        await TakeAsync(page, "calling-itself");
        await page.TelephoneButton("Decline").ClickAsync();
        await page.ShowsAsync("Signaling", "pauses");
        await TakeAsync(page, "warning");
        await page.TelephoneButton("Hang up").ClickAsync();
        await page.TelephoneShowsAsync("Ended");
        await TakeAsync(page, "ended-itself");
        await Sandbox.StartFaultAsync(new { kind = "fail-voice-url", status = 503, count = 1 });
        await page.CallInAsync();
        await page.TelephoneShowsAsync("11200");
        await TakeAsync(page, "failed");
        Sandbox.Voice.Says("<Pause length='60'/>");
        await page.CallInAsync();
        await page.TelephoneShowsAsync("Calling");
        await page.TelephoneButton("Call in").ClickAsync();
        await page.Part("Telephone").GetByLabel("To").FillAsync("alice");
        await page.TelephoneButton("Call silently").ClickAsync();
        await page.TelephoneShowsAsync("must be");
        await TakeAsync(page, "calling-and-error");
    }

    private static async Task TakeAsync(SandboxPage page, string state)
    {
        foreach (var (look, theme, width) in s_looks)
        {
            await page.Page.SetViewportSizeAsync(width, 900);
            await page.Page.EmulateMediaAsync(new() { ColorScheme = theme });
            await Expect(page.Page.Locator("#live")).ToHaveTextAsync("Live");
            await page.Page.ScreenshotAsync(new()
            {
                Path = Path.Combine(Repository.Root, "artifacts", "telephone", $"{state}-{look}.png"), FullPage = true, Animations = ScreenshotAnimations.Disabled,
            });
        }
    }
}
