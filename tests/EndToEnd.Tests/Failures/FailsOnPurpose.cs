using EndToEnd.Harness;

namespace EndToEnd.Tests.Failures;

/// <summary>Runs only when it is asked for by name.</summary>
public sealed class FailsOnPurpose(Application application, Browser browser) : PhoneTest(application, browser)
{
    [Fact(Explicit = true)]
    public async Task Somebody_is_expected_who_is_not_there()
    {
        var alice = await RegisteredAsync("alice");
        await alice.SeesAsync("In call with nobody", TimeSpan.FromSeconds(1));
    }
}
