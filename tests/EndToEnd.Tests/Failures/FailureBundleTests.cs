using System.IO.Compression;
using System.Text;
using EndToEnd.Harness;

namespace EndToEnd.Tests.Failures;

/// <summary>Tests that fail on purpose, to see what is left of them. Each has people of its own, and is taken to its end here.</summary>
public sealed class FailureBundleTests(Application application, Browser browser)
{
    [Fact]
    public async Task A_failed_test_leaves_a_folder_that_says_what_happened()
    {
        await using var own = new OwnBrowser();
        await own.InitializeAsync();
        var test = new FailingTest(application, own);
        var (alice, failure, signature) = await test.FailAsync();
        await using var before = await own.NewContextAsync(application.PageUrl);
        await using var beside = await own.NewContextAsync(application.PageUrl);
        Assert.Same(before.Browser, beside.Browser);
        var complaints = (await Assert.ThrowsAnyAsync<Exception>(async () => await test.DisposeAsync())).Message;

        // It would have failed without that, too.
        Assert.Contains($"{alice}'s page: uncaught: Error: on purpose", complaints, StringComparison.Ordinal);
        Assert.Contains("inline script violates the following Content Security Policy", complaints, StringComparison.Ordinal);

        var folder = test.Folder;
        var files = Directory.GetFiles(folder).Select(Path.GetFileName).ToHashSet();
        Assert.Superset(
            new HashSet<string?>
            {
                "README.md", "tokenapi.service.log", "sandbox.service.log", "webclient.service.log", $"{alice}.png", $"{alice}.2.png", $"{alice}.console.log", $"{alice}.page.log", $"{alice}.network.log", $"{alice}.tokens.json", $"{alice}.sandbox.json",
                $"{alice}.trace.zip",
            },
            files);

        // The first page tells what was waited for and what was there instead, in words.
        var summary = await ReadAsync(folder, "README.md");
        Assert.Contains($"{alice} should see the status", summary, StringComparison.Ordinal);
        Assert.Contains($"{alice} sees the status 'Registered as {alice}'", summary, StringComparison.Ordinal);
        Assert.Contains("client.registered", summary, StringComparison.Ordinal);
        Assert.Contains(failure, summary, StringComparison.Ordinal);

        Assert.Contains("uncaught: Error: on purpose", await ReadAsync(folder, $"{alice}.console.log"), StringComparison.Ordinal);
        Assert.Contains($"status: Registered as {alice}", await ReadAsync(folder, $"{alice}.page.log"), StringComparison.Ordinal);
        var network = await ReadAsync(folder, $"{alice}.network.log");
        Assert.Contains("/api/tokens/capability: 200", network, StringComparison.Ordinal);
        Assert.Matches("/signal > .*\"type\":\"register\"", network);
        Assert.Contains("client.registered", await ReadAsync(folder, $"{alice}.sandbox.json"), StringComparison.Ordinal);
        Assert.StartsWith("tokenapi: Running, Healthy", await ReadAsync(folder, "tokenapi.service.log"), StringComparison.Ordinal);
        using var trace = ZipFile.OpenRead(Path.Combine(folder, $"{alice}.trace.zip"));
        Assert.Contains(trace.Entries, entry => entry.Name == "trace.trace");

        // Nobody can use the token that is shown, or that went over the network.
        var tokens = await ReadAsync(folder, $"{alice}.tokens.json");
        Assert.Contains($"scope:client:incoming?clientName={alice}", tokens, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", tokens + summary, StringComparison.Ordinal);
        var texts = from entry in trace.Entries select new StreamReader(entry.Open(), Encoding.Latin1).ReadToEnd();
        texts = texts.Concat(from file in Directory.GetFiles(folder) select File.ReadAllText(file, Encoding.Latin1)).ToArray();
        Assert.Contains(texts, text => text.Contains("signature-removed", StringComparison.Ordinal));
        Assert.DoesNotContain(texts, text => text.Contains(signature, StringComparison.Ordinal));
        Directory.Delete(folder, recursive: true);

        await using var after = await own.NewContextAsync(application.PageUrl);
        Assert.NotSame(before.Browser, after.Browser); // Nobody gets the browser of a failed test.
        Assert.True(before.Browser!.IsConnected); // Those who were in it go on.
    }

    [Fact]
    public async Task A_token_that_allows_too_much_fails_the_test_that_received_it()
    {
        var test = new FailingTest(application, browser);
        var token = await test.ReceiveAsync();

        Assert.Empty(await TokenOracle.DefectsOfAsync(token));
        Assert.Contains("scope", Assert.Single(await TokenOracle.DefectsOfAsync(token with { Purpose = new(true, true) })), StringComparison.Ordinal);
        Assert.Contains("scope", Assert.Single(await TokenOracle.DefectsOfAsync(token with { Identity = "somebody_else" })), StringComparison.Ordinal);
        Assert.Contains("exp", Assert.Single(await TokenOracle.DefectsOfAsync(token with { Purpose = token.Purpose with { Ttl = 600 } })), StringComparison.Ordinal);
        Assert.Contains("not genuine", Assert.Single(await TokenOracle.DefectsOfAsync(token with { Kind = "access" })), StringComparison.Ordinal);
        Assert.Contains("not genuine", Assert.Single(await TokenOracle.DefectsOfAsync(token with { RequestedAt = token.RequestedAt.AddHours(2) })), StringComparison.Ordinal);
        await test.DisposeAsync();
    }

    private static Task<string> ReadAsync(string folder, string file) => File.ReadAllTextAsync(Path.Combine(folder, file), TestContext.Current.CancellationToken);

    private sealed class OwnBrowser : Browser;

    private sealed class FailingTest(Application application, Browser browser) : PhoneTest(application, browser)
    {
        private readonly FailureBundle _bundle = new($"on-purpose-{Guid.NewGuid():N}");
        private string? _failure;

        public string Folder => _bundle.Folder;

        protected override string? Failure => _failure;

        protected override FailureBundle Bundle => _bundle;

        public async Task<(string Alice, string Failure, string Signature)> FailAsync()
        {
            var alice = await RegisteredAsync("alice");
            await alice.Page.Context.NewPageAsync(); // A page that no test looks at is part of what happened, too.
            await alice.Page.EvaluateAsync("setTimeout(() => { throw new Error('on purpose'); })");
            await alice.Page.EvaluateAsync("document.head.append(Object.assign(document.createElement('script'), { textContent: '0' }))");
            _failure = (await Assert.ThrowsAnyAsync<Exception>(() => alice.SeesAsync("In call with nobody", TimeSpan.FromSeconds(1)))).Message;
            return (alice.Name, _failure, Assert.Single(await alice.Tokens.AllAsync()).Token.Split('.')[2]);
        }

        public async Task<ReceivedToken> ReceiveAsync()
        {
            var alice = await RegisteredAsync("alice");
            return Assert.Single(await alice.Tokens.AllAsync());
        }
    }
}
