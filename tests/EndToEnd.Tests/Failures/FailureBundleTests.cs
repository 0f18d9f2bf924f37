using System.IO.Compression;
using System.Text;
using EndToEnd.Harness;

namespace EndToEnd.Tests.Failures;

/// <summary>Tests that fail on purpose, and what they leave.</summary>
public sealed class FailureBundleTests(Application application, Browser browser)
{
    [Fact]
    public async Task Failed_test_leaves_a_bundle_that_explains_it()
    {
        await using var own = new OwnBrowser();
        await own.InitializeAsync();
        var test = new FailingTest(application, own);
        await test.FailAsync();
        await using var before = await own.NewContextAsync(application.PageUrl);
        var complaints = (await Assert.ThrowsAnyAsync<Exception>(async () => await test.DisposeAsync())).Message;

        // The complaints alone would have failed the test.
        Assert.Contains($"{test.Name}'s page: uncaught: Error: on purpose", complaints, StringComparison.Ordinal);
        Assert.Contains("inline script violates the following Content Security Policy", complaints, StringComparison.Ordinal);

        await ExplainsAsync(test);
        HasNoUsableToken(test);
        Directory.Delete(test.Folder, recursive: true);

        await using var after = await own.NewContextAsync(application.PageUrl);
        Assert.NotSame(before.Browser, after.Browser); // The next test gets a new browser.
        Assert.True(before.Browser!.IsConnected); // Other tests continue in the old one.
    }

    [Fact]
    public async Task Token_that_allows_too_much_is_found()
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

    private static async Task ExplainsAsync(FailingTest test)
    {
        var alice = test.Name;
        string[] files =
        [
            "README.md", "tokenapi.service.log", "sandbox.service.log", "webclient.service.log", $"{alice}.png", $"{alice}.2.png", $"{alice}.console.log",
            $"{alice}.page.log", $"{alice}.network.log", $"{alice}.tokens.json", $"{alice}.sandbox.json", $"{alice}.trace.zip",
        ];
        Assert.Superset(files.ToHashSet(), Directory.GetFiles(test.Folder).Select(file => Path.GetFileName(file)!).ToHashSet());
        await ContainsAsync("README.md", test.Message, $"{alice} should see the status", $"{alice} sees the status 'Registered as {alice}'", "client.registered");
        await ContainsAsync($"{alice}.console.log", "uncaught: Error: on purpose");
        await ContainsAsync($"{alice}.page.log", $"status: Registered as {alice}");
        await ContainsAsync($"{alice}.network.log", "/api/tokens/capability: 200", "\"type\":\"register\"");
        await ContainsAsync($"{alice}.sandbox.json", "client.registered");
        await ContainsAsync($"{alice}.tokens.json", $"scope:client:incoming?clientName={alice}");
        await ContainsAsync("tokenapi.service.log", "tokenapi: Running, Healthy");

        async Task ContainsAsync(string file, params string[] texts)
        {
            var content = await File.ReadAllTextAsync(Path.Combine(test.Folder, file), TestContext.Current.CancellationToken);
            Assert.All(texts, text => Assert.Contains(text, content, StringComparison.Ordinal));
        }
    }

    private static void HasNoUsableToken(FailingTest test)
    {
        using var trace = ZipFile.OpenRead(Path.Combine(test.Folder, $"{test.Name}.trace.zip"));
        Assert.Contains(trace.Entries, entry => entry.Name == "trace.trace");
        string[] texts =
        [
            .. from entry in trace.Entries select new StreamReader(entry.Open(), Encoding.Latin1).ReadToEnd(),
            .. from file in Directory.GetFiles(test.Folder) select File.ReadAllText(file, Encoding.Latin1),
        ];
        Assert.Contains(texts, text => text.Contains("signature-removed", StringComparison.Ordinal));
        Assert.DoesNotContain(texts, text => text.Contains(test.Signature, StringComparison.Ordinal));
    }

    private sealed class OwnBrowser : Browser;

    private sealed class FailingTest(Application application, Browser browser) : PhoneTest(application, browser)
    {
        private readonly FailureBundle _bundle = new($"on-purpose-{Guid.NewGuid():N}");
        private string? _failure;

        public string Folder => _bundle.Folder;

        public string Name { get; private set; } = "";

        public string Message => _failure!;

        public string Signature { get; private set; } = "";

        protected override string? Failure => _failure;

        protected override FailureBundle Bundle => _bundle;

        public async Task FailAsync()
        {
            var alice = await RegisteredAsync("alice");
            (Name, Signature) = (alice.Name, Assert.Single(await alice.Tokens.AllAsync()).Token.Split('.')[2]);
            await alice.Page.Context.NewPageAsync(); // Other pages of the browser profile are saved too.
            await alice.Page.EvaluateAsync("setTimeout(() => { throw new Error('on purpose'); })");
            await alice.Page.EvaluateAsync("document.head.append(Object.assign(document.createElement('script'), { textContent: '0' }))");
            _failure = (await Assert.ThrowsAnyAsync<Exception>(() => alice.SeesAsync("In call with nobody", TimeSpan.FromSeconds(1)))).Message;
        }

        public async Task<ReceivedToken> ReceiveAsync() => Assert.Single(await (await RegisteredAsync("alice")).Tokens.AllAsync());
    }
}
