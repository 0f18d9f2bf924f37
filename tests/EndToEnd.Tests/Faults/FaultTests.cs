using EndToEnd.Harness;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Faults;

/// <summary>Injects every fault of the table. Within ten seconds the page, the console or the test's output names cause and remedy.</summary>
public sealed class FaultTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    private readonly List<IAsyncDisposable> _faults = [];

    public static TheoryData<string> Names => [.. FaultTable.All.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Cause_and_remedy_are_named(string name)
    {
        var fault = FaultTable.All.Single(fault => fault.Name == name);
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

    /// <summary>Makes the sandbox fail until the test is over.</summary>
    internal async Task FailAsync(object fault) => _faults.Add(await Application.FailAsync(fault));

    /// <summary>The whole alert, once it says this.</summary>
    internal async Task<string> AlertOfAsync(Phone phone, string cause)
    {
        await phone.SeesAlertAsync(cause, Fault.Limit);
        return await phone.Page.GetByRole(AriaRole.Alert).InnerTextAsync();
    }
}
