using System.Collections.Concurrent;
using Container.Tests.Docker;
using EndToEnd.Harness;
using Microsoft.Playwright;

namespace Container.Tests.Page;

/// <summary>The page of the image in a real browser, with the sandbox in Twilio's place.</summary>
public sealed class PageTests(Images images, Browser browser) : PhoneTestWithOwnSystem<ImageWithSandbox>(new(images), browser), IClassFixture<Browser>
{
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    private readonly ConcurrentQueue<IResponse> _answers = [];

    [Fact]
    public async Task Registration_and_call_use_tokens_with_least_scope()
    {
        var (alice, bob) = (await SignInAsync("alice"), await SignInAsync("bob"));

        (await alice.RegisterAsync()).ShouldAllow("scope:client:incoming?clientName=alice", s_hour);
        await alice.SeesAsync("Registered as alice");
        (await bob.CallAsync(alice.Name)).ShouldAllow("scope:client:outgoing?appSid=AP00000000000000000000000000facade&clientName=bob", s_hour);
        await alice.AcceptAsync();
        await bob.Audio.FlowsBothWaysAsync();
        await bob.HangUpAsync();
        await alice.SeesAsync("Registered as alice");
    }

    [Fact]
    public async Task Scripts_and_styles_are_cached_for_a_year_and_the_page_is_not()
    {
        var alice = await VisitAsync("alice");
        await alice.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        var assets = _answers.Where(answer => new Uri(answer.Url).AbsolutePath.StartsWith("/assets/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(assets);
        Assert.All(assets, asset => Assert.Equal("public, max-age=31536000, immutable", asset.Headers["cache-control"]));
        var document = _answers.Single(answer => answer.Request.IsNavigationRequest);
        Assert.Equal("no-cache", document.Headers["cache-control"]);
        Assert.Contains("script-src 'self'", document.Headers["content-security-policy"], StringComparison.Ordinal);
    }

    protected override Task PrepareAsync(IBrowserContext context)
    {
        context.Response += (_, answer) => _answers.Enqueue(answer);
        return Task.CompletedTask;
    }
}
