using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace EndToEnd.Harness;

/// <summary>
/// A test with people in it. At its end, each token that a page received is judged, and no page may have violated its policy or left this machine.
/// A failed test leaves a failure bundle, and the next test gets a new browser.
/// </summary>
public abstract class PhoneTest<TSystem>(TSystem system, Browser browser) : IAsyncLifetime
    where TSystem : IPhoneSystem
{
    private readonly List<Phone> _phones = [];
    private readonly ConcurrentBag<Browser> _otherBrowsers = [];

    /// <summary>The system that the phones belong to.</summary>
    protected TSystem PhoneSystem => system;

    /// <summary>The people so far.</summary>
    protected IReadOnlyList<Phone> Phones => _phones;

    /// <summary>Why the test failed, or null.</summary>
    protected virtual string? Failure => TestContext.Current.TestState is { Result: TestResult.Failed } state ? string.Join("\n", state.ExceptionMessages ?? []) : null;

    /// <summary>The bundle that a failed test leaves.</summary>
    protected virtual FailureBundle Bundle => new(TestContext.Current.Test!.TestDisplayName, TestContext.Current.Test.UniqueID[..6]);

    /// <inheritdoc/>
    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Opens the page in a new browser profile and signs in.</summary>
    protected async Task<Phone> SignInAsync(string name, TokenKind kind = TokenKind.Capability)
    {
        var phone = await VisitAsync(name, kind: kind);
        await phone.SignInAsync();
        return phone;
    }

    /// <summary>A person who is registered for incoming calls.</summary>
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
        // Side by side, because each mostly waits. Both finish even if one fails: the failure bundle shows both.
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

    /// <summary>Opens the page in a new browser profile.</summary>
    /// <param name="name">The name to sign in with.</param>
    /// <param name="page">The address of the page: that of the system by default.</param>
    /// <param name="kind">The kind of token that the page uses.</param>
    /// <param name="with">A browser of its own instead of the shared one.</param>
    /// <param name="prepare">Prepares the window before it opens the page.</param>
    protected async Task<Phone> VisitAsync(string name, Uri? page = null, TokenKind kind = TokenKind.Capability, Browser? with = null, Func<IPage, Task>? prepare = null)
    {
        if (with is not null)
        {
            _otherBrowsers.Add(with);
        }

        var context = await (with ?? browser).NewContextAsync(page ?? system.PageUrl);
        await PrepareAsync(context);
        var phone = await Phone.CreateAsync(system, context, name, kind);
        Add(phone);
        await (prepare?.Invoke(phone.Page) ?? Task.CompletedTask);
        await phone.OpenAsync();
        return phone;
    }

    /// <summary>Prepares a browser profile before it opens its first page.</summary>
    protected virtual Task PrepareAsync(IBrowserContext context) => Task.CompletedTask;

    /// <summary>Opens the page in a second window of a person's browser and signs in there as another person.</summary>
    protected async Task<Phone> SignInBesideAsync(Phone other, string name)
    {
        var phone = await other.CreateWindowAsync(name);
        Add(phone);
        await phone.OpenAsync();
        await phone.SignInAsync();
        return phone;
    }

    /// <summary>A name that no other test uses, because the tests share one sandbox.</summary>
    protected static string Unique(string name) => $"{name}_{Guid.NewGuid():N}"[..(name.Length + 9)];

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        try
        {
            await JudgeAsync();
        }
        finally
        {
            foreach (var phone in _phones)
            {
                await phone.DisposeAsync();
            }
        }
    }

    private async Task JudgeAsync()
    {
        if (Failure is not null)
        {
            Retire(); // Before another test gets a page of this browser.
        }

        var defects = string.Join('\n', [.. await DefectsAsync(), .. from phone in _phones from complaint in phone.Screen.Complaints select $"{phone.Name}'s page: {complaint}"]);
        if ((Failure ?? defects) is { Length: > 0 } failure)
        {
            Retire();
            await Bundle.SaveAsync(failure, _phones, system);
        }

        if (defects.Length > 0)
        {
            LateFailures.Add(TestContext.Current.Test!);
            Assert.Fail(defects);
        }
    }

    private async Task<IEnumerable<string>> DefectsAsync()
    {
        List<string> defects = [];
        foreach (var phone in _phones)
        {
            foreach (var token in await phone.Tokens.AllAsync())
            {
                try
                {
                    defects.AddRange(from defect in await TokenOracle.DefectsOfAsync(token) select $"A token of {phone.Name}, for {token.Purpose}: {defect}");
                }
                catch (Exception e)
                {
                    defects.Add($"A token of {phone.Name} could not be judged: {e.Message}"); // The failure bundle is still saved.
                }
            }
        }

        return defects;
    }

    private void Add(Phone phone)
    {
        lock (_phones)
        {
            _phones.Add(phone);
        }
    }

    private void Retire()
    {
        browser.Retire();
        foreach (var other in _otherBrowsers)
        {
            other.Retire();
        }
    }
}

/// <summary>A test with people who use the application that all tests share.</summary>
public abstract class PhoneTest(Application application, Browser browser) : PhoneTest<Application>(application, browser)
{
    /// <summary>The application.</summary>
    protected Application Application => PhoneSystem;
}
