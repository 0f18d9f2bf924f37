using EndToEnd.Harness;

namespace EndToEnd.Tests.Tokens;

/// <summary>The page renews its token after the machine was asleep. A jump of the page's clock plays the sleep.</summary>
public sealed class RenewalTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    [Fact]
    public async Task Token_that_is_about_to_expire_after_sleep_is_renewed_at_once()
    {
        var alice = await RegisteredWithClockAsync();
        var token = alice.Tokens.NextAsync();
        await alice.Page.Clock.SetSystemTimeAsync(TimeProvider.System.GetUtcNow().AddMinutes(59).UtcDateTime); // Runs no timers.
        await token;
        await alice.SeesAsync($"Registered as {alice.Name}");
    }

    [Fact]
    public async Task Token_that_expired_during_sleep_is_replaced_and_registration_continues()
    {
        var alice = await RegisteredWithClockAsync(async alice =>
        {
            await alice.Tokens.ReplaceRequestsAsync(new { incoming = true, ttl = 3 });
            await alice.Page.Clock.PauseAtAsync(TimeProvider.System.GetUtcNow().AddSeconds(1).UtcDateTime); // Stops all timers.
        });
        await Application.WaitForEventsAsync(alice.Name, "token.expired");
        await Application.WaitForEventsAsync(alice.Name, "client.registered", 2);
        await alice.SeesAsync($"Registered as {alice.Name}");
        await alice.SeesNoAlertAsync();
    }

    private async Task<Phone> RegisteredWithClockAsync(Func<Phone, Task>? prepare = null)
    {
        var alice = await VisitAsync(Unique("alice"), prepare: page => page.Clock.InstallAsync());
        await alice.SignInAsync();
        await (prepare?.Invoke(alice) ?? Task.CompletedTask);
        await alice.RegisterAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");
        return alice;
    }
}
