using EndToEnd.Harness;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Faults;

/// <summary>Within ten seconds after a fault, the page or the test names its cause and remedy.</summary>
public sealed class FaultTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    private readonly List<IAsyncDisposable> _faults = [];

    private static IReadOnlyList<Fault> All { get; } = [.. ApiFaults.All, .. TokenFaults.All, .. CallFaults.All, .. TestFaults.All];

    public static TheoryData<string> Names => [.. All.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Fault_is_explained_with_cause_and_remedy(string name)
    {
        var fault = All.Single(fault => fault.Name == name);
        var shown = await fault.Inject(this);

        Assert.Contains(fault.Cause, shown, StringComparison.Ordinal);
        Assert.Contains(fault.Remedy, shown, StringComparison.Ordinal);
    }

    public override async ValueTask DisposeAsync()
    {
        try
        {
            foreach (var fault in _faults)
            {
                await fault.DisposeAsync();
            }
        }
        finally
        {
            await base.DisposeAsync();
        }
    }

    internal Task<Phone> VisitAsync(Func<IPage, Task>? prepare = null) => VisitAsync(Unique("alice"), prepare: prepare);

    internal Task<Phone> SignInAsync() => SignInAsync(Unique("bob"));

    internal async Task<string> RegisterWithAsync(string cause, Func<Phone, Task> inject, TokenKind kind = TokenKind.Capability)
    {
        var alice = await SignInAsync(Unique("alice"), kind);
        await inject(alice);
        await alice.PressRegisterAsync();
        return await AlertOfAsync(alice, cause);
    }

    internal async Task<string> CallWithAsync(string cause, Func<Phone, Task> inject)
    {
        var bob = await SignInAsync(Unique("bob"));
        await inject(bob);
        await bob.PressCallAsync("alice");
        return await AlertOfAsync(bob, cause);
    }

    /// <summary>Injects a fault into the sandbox until the end of the test.</summary>
    internal async Task FailAsync(object fault) => _faults.Add(await Application.FailAsync(fault));

    /// <summary>Waits until the alert names the cause, and returns its whole text.</summary>
    internal async Task<string> AlertOfAsync(Phone phone, string cause)
    {
        await phone.SeesAlertAsync(cause, Fault.Limit);
        return await phone.Page.GetByRole(AriaRole.Alert).InnerTextAsync();
    }
}
