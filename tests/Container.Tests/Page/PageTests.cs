using System.Text.Json;
using Container.Tests.Docker;
using EndToEnd.Harness;
using Microsoft.Playwright;

namespace Container.Tests.Page;

/// <summary>The page out of the image, in a real browser, with the sandbox in Twilio's place.</summary>
public sealed class PageTests(Images images, Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private const float LimitMs = 30_000;

    private readonly List<IBrowserContext> _contexts = [];
    private Service? _service;
    private SandboxProcess? _sandbox;

    public async ValueTask InitializeAsync()
    {
        // Each must know the other before it starts.
        var port = SandboxProcess.FreePort();
        _service = await Service.StartAsync(images, container => container.WithEnvironment("Twilio__SandboxUrl", $"http://localhost:{port}"));
        _sandbox = await SandboxProcess.StartAsync(port, _service.Url);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var context in _contexts)
        {
            await context.DisposeAsync();
        }

        await (_sandbox?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_service?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Fact]
    public async Task Alice_registers_and_Bob_calls_her_with_tokens_for_just_that()
    {
        var complaints = new List<string>();
        var (alice, bob) = (await SignInAsync("alice", complaints), await SignInAsync("bob", complaints));

        var incoming = await TokenForAsync(alice, () => PressAsync(alice, "Register for incoming calls"));
        await SeesAsync(alice, "Registered as alice");
        await bob.GetByLabel("Who to call").FillAsync("alice");
        var outgoing = await TokenForAsync(bob, () => PressAsync(bob, "Call"));
        await PressAsync(alice, "Accept");
        await PressAsync(bob, "Hang up");
        await SeesAsync(alice, "Registered as alice");

        Assert.Equal("scope:client:incoming?clientName=alice", incoming.GetProperty("scope").GetString());
        Assert.Equal("scope:client:outgoing?appSid=AP00000000000000000000000000facade&clientName=bob", outgoing.GetProperty("scope").GetString());
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Scripts_and_styles_are_kept_for_a_year_and_the_page_itself_is_not()
    {
        var context = await ContextAsync();
        var page = await context.NewPageAsync();
        var answers = new List<IResponse>();
        page.Response += (_, answer) => answers.Add(answer);

        await page.GotoAsync("/", new() { WaitUntil = WaitUntilState.NetworkIdle });

        var assets = answers.Where(answer => new Uri(answer.Url).AbsolutePath.StartsWith("/assets/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(assets);
        Assert.All(assets, asset => Assert.Equal("public, max-age=31536000, immutable", asset.Headers["cache-control"]));
        var document = answers.Single(answer => answer.Request.IsNavigationRequest);
        Assert.Equal("no-cache", document.Headers["cache-control"]);
        Assert.Contains("script-src 'self';", document.Headers["content-security-policy"], StringComparison.Ordinal);
    }

    private async Task<IBrowserContext> ContextAsync()
    {
        var context = await browser.NewContextAsync(_service!.Url);
        _contexts.Add(context);
        context.SetDefaultTimeout(LimitMs);
        return context;
    }

    private async Task<IPage> SignInAsync(string name, List<string> complaints)
    {
        var page = await (await ContextAsync()).NewPageAsync();
        page.PageError += (_, error) => complaints.Add(error);
        page.Console += (_, message) => complaints.AddRange(message.Text.Contains("Content Security Policy", StringComparison.Ordinal) ? [message.Text] : []);
        await page.GotoAsync("/");
        await page.GetByLabel("Your name").FillAsync(name);
        await PressAsync(page, "Sign in");
        await SeesAsync(page, "Not registered");
        return page;
    }

    private static Task PressAsync(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private static Task SeesAsync(IPage page, string status) => page.GetByRole(AriaRole.Status).Filter(new() { HasText = status }).WaitForAsync();

    /// <summary>What the token says that the page was given when somebody did this, judged by the oracle.</summary>
    private static async Task<JsonElement> TokenForAsync(IPage page, Func<Task> action)
    {
        var answer = await page.RunAndWaitForResponseAsync(action, answer => answer.Url.Contains("/api/tokens/", StringComparison.Ordinal));
        return Oracle.Read((await answer.JsonAsync())!.Value.GetProperty("token").GetString()!, Secrets.AuthToken);
    }
}
