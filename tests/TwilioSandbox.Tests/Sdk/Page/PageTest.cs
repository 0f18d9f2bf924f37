namespace TwilioSandbox.Tests.Sdk.Page;

/// <summary>A test of the sandbox's own page, with phones that call each other, in real time.</summary>
public abstract class PageTest(SdkPages pages) : SdkTest(pages, inRealTime: true)
{
    /// <summary>Bob asks the application for nobody, Mallory's token has expired; then Bob calls Alice, and both hear each other.</summary>
    protected async Task<SandboxPage> PageOfACallAsync()
    {
        var page = await OpenPageAsync();
        await RefuseAsync("mallory");
        var (bob, alice) = (await RegisteredAsync("bob", Access), await RegisteredAsync("alice"));
        await bob.CallAsync(new { To = "zoe" });
        await bob.SaysAsync("disconnect");
        await bob.CallAsync(new { To = "alice" });
        await alice.SaysAsync("incoming client:bob");
        await alice.DoAsync("accept");
        await bob.HearsAsync();
        await alice.HearsAsync();
        await bob.DoAsync("press", "1");
        await page.CountsMediaAsync();
        await page.ShowsAsync("Signaling", "dtmf 1");
        return page;
    }

    protected async Task<SandboxPage> OpenPageAsync() => await SandboxPage.OpenAsync(await OpenWindowAsync());

    /// <summary>Somebody comes with a token that expired 42 seconds ago.</summary>
    protected async Task RefuseAsync(string name)
    {
        using var device = await Sandbox.ConnectAsync();
        await device.ListenAsync(Token(name, ttl: -42).ToString());
        await device.ReceiveAsync("error");
    }
}
