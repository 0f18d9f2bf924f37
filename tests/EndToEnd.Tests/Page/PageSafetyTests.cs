using System.Net;
using System.Text;
using EndToEnd.Harness;

namespace EndToEnd.Tests.Page;

/// <summary>Content-Security-Policy, requests to other machines, and tokens in the page.</summary>
public sealed class PageSafetyTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    [Fact]
    public Task Development_server_page_can_call_within_its_policy() => CallAsync(Application.DevelopmentPageUrl);

    [Fact]
    public async Task Development_server_sends_the_policy() =>
        Assert.Equal(PolicyWith(" http://localhost:* http://127.0.0.1:*", "http://localhost:* http://127.0.0.1:* ws://localhost:* ws://127.0.0.1:* https://*.twilio.com wss://*.twilio.com"), await PolicyOfAsync(Application.DevelopmentPageUrl));

    [Theory]
    [InlineData("/sandbox/clients/../../sandbox/events")]
    [InlineData("/sandbox/clients/../events")]
    [InlineData("/sandbox/sign/../events")]
    [InlineData("/sandbox/events")]
    [InlineData("/sandbox/clients/../faults?x=1")]
    [InlineData("/sandbox/events/../faults?x=1")]
    public async Task Development_server_forwards_only_exact_paths_to_the_sandbox(string path)
    {
        using var http = new HttpClient();
        var url = new Uri($"{Application.DevelopmentPageUrl.GetLeftPart(UriPartial.Authority)}{path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var answer = await http.GetAsync(url, TestContext.Current.CancellationToken);

        Assert.NotEqual("application/json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Development_server_forwards_the_host_name()
    {
        // Older browsers send only Origin, which TokenApi compares with the host name.
        using var http = new HttpClient { DefaultRequestHeaders = { { "Origin", Application.DevelopmentPageUrl.GetLeftPart(UriPartial.Authority) } } };
        using var name = new StringContent("""{"name":"alice"}""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(Application.DevelopmentPageUrl, "/api/session"), name, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Deployed_page_is_safe_small_and_can_call()
    {
        await using var deployed = await DeployedPage.StartAsync(Application);

        Assert.Equal(PolicyWith($" http://{Application.SandboxUrl.Authority}", $"http://{Application.SandboxUrl.Authority} ws://{Application.SandboxUrl.Authority}"), await PolicyOfAsync(deployed.Url));
        await CallAsync(deployed.Url);

        // The page's own files, without the SDK, which is several times as large.
        var sizes = deployed.Files.EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(file => file.Extension is ".html" or ".js" or ".css")
            .ToLookup(file => file.Length > 100_000, file => file.Length);
        Assert.Single(sizes[true]);
        Assert.InRange(sizes[false].Sum(), 20_000, 150_000);
    }

    [Fact]
    public async Task Tokens_are_in_memory_only()
    {
        var alice = await SignInAsync(Unique("alice"));
        await alice.RegisterAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");

        // Only the token panel shows the token, and only with the sandbox.
        Assert.StartsWith("eyJ", await alice.Page.Locator(".tv-jwt").InnerTextAsync(), StringComparison.Ordinal);
        await alice.Page.EvaluateAsync("document.querySelector('.tv-jwt').remove()");
        var kept = await alice.Page.EvaluateAsync<string>(
            "JSON.stringify([localStorage, sessionStorage, document.cookie, location.href, history.state, document.documentElement.outerHTML])");
        Assert.Contains(alice.Name, kept, StringComparison.Ordinal); // The name of the signed-in person.
        Assert.DoesNotContain("eyJ", kept, StringComparison.Ordinal); // {" in base64url, the beginning of each JWT.
        Assert.Equal(0, await alice.Page.EvaluateAsync<int>("indexedDB.databases().then(found => found.length)"));
    }

    [Fact]
    public async Task Names_of_other_people_are_shown_as_text()
    {
        const string Name = "<img src=x onerror=\"document.title='hacked'\">";
        var alice = await VisitAsync(Unique("alice"));
        await alice.Page.RouteAsync("**/sandbox/clients", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = System.Text.Json.JsonSerializer.Serialize(new[] { new { identity = Name, registered = true } }),
        }));
        await alice.SignInAsync();

        await alice.IsOfferedAsync(Name);
        Assert.Equal("Capability.Aspire", await alice.Page.TitleAsync());
        Assert.Equal(0, await alice.Page.Locator("main img").CountAsync());
    }

    private async Task CallAsync(Uri page)
    {
        var (alice, bob) = (await VisitAsync(Unique("alice"), page), await VisitAsync(Unique("bob"), page));
        await alice.SignInAsync();
        await bob.SignInAsync();
        await alice.RegisterAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");
        await bob.CallAsync(alice.Name);
        await alice.SeesAsync($"Incoming call from {bob.Name}");
        await alice.AcceptAsync();
        await alice.Audio.FlowsBothWaysAsync();
        await alice.DialAsync("1");
        await bob.PressAsync("Mute");
        await alice.HangUpAsync();
        await bob.SeesAsync("Not registered");
        // PhoneTest checks that no page violated its policy.
    }

    private static string PolicyWith(string script, string connect) =>
        $"default-src 'none'; script-src 'self'{script}; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self' {connect}; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static async Task<string> PolicyOfAsync(Uri page)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(page, TestContext.Current.CancellationToken);
        return Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
    }
}
