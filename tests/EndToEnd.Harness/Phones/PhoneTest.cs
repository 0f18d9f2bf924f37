using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace EndToEnd.Harness;

/// <summary>
/// A test with people in it. When it is over, every token that one of their pages received is judged, and no page may have broken its own policy or left this
/// machine. When it fails, what each of them saw is kept, and nobody after them gets the same browser.
/// </summary>
public abstract class PhoneTest<TSystem>(TSystem system, Browser browser) : IAsyncLifetime
    where TSystem : IPhoneSystem
{
    private readonly List<Phone> _phones = [];
    private readonly ConcurrentBag<Browser> _others = [];

    /// <summary>What the phones are part of.</summary>
    protected TSystem PhoneSystem => system;

    /// <summary>The people so far.</summary>
    protected IReadOnlyList<Phone> Phones => _phones;

    /// <summary>Why the test failed; null when it did not.</summary>
    protected virtual string? Failure => TestContext.Current.TestState is { Result: TestResult.Failed } state ? string.Join("\n", state.ExceptionMessages ?? []) : null;

    /// <summary>Where what a failed test saw is kept.</summary>
    protected virtual FailureBundle Bundle => new(TestContext.Current.Test!.TestDisplayName, TestContext.Current.Test.UniqueID[..6]);

    /// <inheritdoc/>
    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Opens the page in a browser profile of its own, and signs in.</summary>
    protected async Task<Phone> SignInAsync(string name, TokenKind kind = TokenKind.Capability)
    {
        var phone = await VisitAsync(name, kind: kind);
        await phone.SignInAsync();
        return phone;
    }

    /// <summary>Somebody who can be called.</summary>
    protected async Task<Phone> RegisteredAsync(string name, TokenKind kind = TokenKind.Capability)
    {
        var phone = await SignInAsync(Unique(name), kind);
        await phone.RegisterAsync();
        await phone.SeesAsync($"Registered as {phone.Name}");
        return phone;
    }

    /// <summary>Bob calls, and Alice's phone rings.</summary>
    protected async Task<(Phone Alice, Phone Bob)> RingingAsync(TokenKind caller = TokenKind.Capability, TokenKind? callee = null)
    {
        // Side by side, as each mostly waits; and both to the end, since a test that fails looks at everybody's page.
        var registering = RegisteredAsync("alice", callee ?? caller);
        var signingIn = SignInAsync(Unique("bob"), caller);
        await Task.WhenAll(registering, signingIn);
        var (alice, bob) = (await registering, await signingIn);
        await bob.CallAsync(alice.Name);
        await alice.SeesAsync($"Incoming call from {bob.Name}");
        return (alice, bob);
    }

    /// <summary>Bob has called, and Alice has accepted.</summary>
    protected async Task<(Phone Alice, Phone Bob)> TalkingAsync(TokenKind caller = TokenKind.Capability, TokenKind? callee = null)
    {
        var (alice, bob) = await RingingAsync(caller, callee);
        await alice.AcceptAsync();
        await alice.SeesAsync($"In call with {bob.Name}");
        await bob.SeesAsync($"In call with {alice.Name}");
        return (alice, bob);
    }

    /// <summary>Opens the page in a browser profile of its own.</summary>
    /// <param name="name">Who it is.</param>
    /// <param name="page">Where the page is, if not where the system says.</param>
    /// <param name="kind">The kind of token that the page uses.</param>
    /// <param name="with">Another browser than that of all tests.</param>
    /// <param name="prepare">What is done to the window before it opens the page.</param>
    protected async Task<Phone> VisitAsync(string name, Uri? page = null, TokenKind kind = TokenKind.Capability, Browser? with = null, Func<IPage, Task>? prepare = null)
    {
        if (with is not null)
        {
            _others.Add(with);
        }

        var context = await (with ?? browser).NewContextAsync(page ?? system.PageUrl);
        await PrepareAsync(context);
        var phone = await Phone.CreateAsync(system, context, name, kind);
        lock (_phones)
        {
            _phones.Add(phone);
        }

        await (prepare?.Invoke(phone.Page) ?? Task.CompletedTask);
        await phone.OpenAsync();
        return phone;
    }

    /// <summary>Called before a browser profile opens its first page.</summary>
    protected virtual Task PrepareAsync(IBrowserContext context) => Task.CompletedTask;

    /// <summary>Opens the page in a second window of somebody's browser, and signs in there as somebody else.</summary>
    protected async Task<Phone> SignInBesideAsync(Phone other, string name)
    {
        var phone = await other.CreateWindowAsync(name);
        _phones.Add(phone);
        await phone.OpenAsync();
        await phone.SignInAsync();
        return phone;
    }

    /// <summary>A name that no other test uses: the tests share one sandbox.</summary>
    protected static string Unique(string name) => $"{name}_{Guid.NewGuid():N}"[..(name.Length + 9)];

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        if (Failure is not null)
        {
            Retire(); // Before anybody else gets a page of it.
        }

        try
        {
            var faults = string.Join('\n', [.. await TokenFaultsAsync(), .. Complaints()]);
            if ((Failure ?? faults) is { Length: > 0 } failure)
            {
                Retire();
                await Bundle.SaveAsync(failure, _phones, system);
            }

            if (faults.Length > 0)
            {
                LateFailures.Add(TestContext.Current.Test!);
                Assert.Fail(faults);
            }
        }
        finally
        {
            foreach (var phone in _phones)
            {
                await phone.DisposeAsync();
            }
        }

        GC.SuppressFinalize(this);
    }

    private void Retire()
    {
        browser.Retire();
        foreach (var other in _others)
        {
            other.Retire();
        }
    }

    private IEnumerable<string> Complaints() => from phone in _phones from complaint in phone.Complaints select $"{phone.Name}'s page: {complaint}";

    private async Task<IEnumerable<string>> TokenFaultsAsync()
    {
        List<string> faults = [];
        foreach (var phone in _phones)
        {
            foreach (var token in await phone.TokensAsync())
            {
                try
                {
                    faults.AddRange(from fault in await TokenOracle.FaultsOfAsync(token) select $"A token of {phone.Name}'s, for {token.Purpose}: {fault}");
                }
                catch (Exception e)
                {
                    faults.Add($"A token of {phone.Name}'s could not be judged: {e.Message}"); // What everybody saw is kept all the same.
                }
            }
        }

        return faults;
    }
}

/// <summary>A test with people in it, who use the application that all tests share.</summary>
public abstract class PhoneTest(Application application, Browser browser) : PhoneTest<Application>(application, browser)
{
    /// <summary>The application.</summary>
    protected Application Application => PhoneSystem;
}

/// <summary>A test with people in it, and a system of its own, which starts and ends with it.</summary>
public abstract class PhoneTestWithOwnSystem<TSystem>(TSystem system, Browser browser) : PhoneTest<TSystem>(system, browser)
    where TSystem : IPhoneSystem, IAsyncLifetime
{
    /// <inheritdoc/>
    public override ValueTask InitializeAsync() => PhoneSystem.InitializeAsync();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        try
        {
            await base.DisposeAsync();
        }
        finally
        {
            await PhoneSystem.DisposeAsync();
            GC.SuppressFinalize(this);
        }
    }
}
