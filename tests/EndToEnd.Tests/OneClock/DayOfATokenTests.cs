using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using EndToEnd.Harness;

namespace EndToEnd.Tests.OneClock;

public sealed class DayOfATokenTests(Browser browser) : OneClockTest(browser)
{
    private static readonly TimeSpan s_life = TimeSpan.FromSeconds(90); // The page renews it after two thirds.

    [Fact]
    public async Task Token_is_renewed_before_it_expires_and_refused_afterwards()
    {
        var clock = Stopwatch.StartNew();
        var start = PhoneSystem.Clock.GetUtcNow();
        var alice = await VisitAsync(Unique("alice"));
        await UntilAsync(alice.SignInAsync());

        // Issued.
        await alice.Tokens.ReplaceRequestsAsync(new { incoming = true, ttl = (int)s_life.TotalSeconds });
        var token = await UntilAsync(alice.RegisterAsync());
        await UntilAsync(alice.SeesAsync($"Registered as {alice.Name}"));
        await SeesTimeLeftAsync(alice, token);

        // The page shows the time left, and renews the token before it expires.
        await PassAsync(token.RequestedAt + (s_life * 2 / 3) - TimeSpan.FromSeconds(0.5) - PhoneSystem.Clock.GetUtcNow());
        await SeesTimeLeftAsync(alice, token);
        token = await UntilAsync(alice.Tokens.NextAsync());
        await SeesTimeLeftAsync(alice, token);
        await UntilAsync(alice.SeesAsync($"Registered as {alice.Name}"));
        var old = (await alice.Tokens.AllAsync())[^1].Token;
        Assert.True((await JudgeAsync(old)).Accepted);

        // The first token expires without any effect.
        await PassAsync(s_life / 2);
        await UntilAsync(alice.SeesAsync($"Registered as {alice.Name}"));
        await alice.SeesNoAlertAsync();
        Assert.DoesNotContain(await PhoneSystem.EventsOfAsync(alice.Name), e => e.Type == "token.expired");

        // Without renewal, the second token expires.
        await alice.StopRenewingAsync();
        await PassAsync(s_life);
        await UntilAsync(alice.SeesAlertAsync("31205"));
        await UntilAsync(alice.SeesAsync("Not registered"));

        // The sandbox refuses it.
        Assert.Equal(new Verdict(false, 31205), await JudgeAsync(old));
        Assert.Contains(await PhoneSystem.EventsOfAsync(alice.Name), e => e is { Type: "token.expired", Code: 31205 });

        // A third token registers again.
        await UntilAsync(alice.RegisterAsync());
        await UntilAsync(alice.SeesAsync($"Registered as {alice.Name}"));
        await alice.SeesNoAlertAsync();

        TestContext.Current.TestOutputHelper?.WriteLine($"{PhoneSystem.Clock.GetUtcNow() - start} in {clock.Elapsed.TotalSeconds:0.0} s");
    }

    // The page updates the time four times per second.
    private async Task SeesTimeLeftAsync(Phone phone, IssuedToken token)
    {
        await PassAsync(TimeSpan.FromMilliseconds(300));
        var left = (int)(token.ExpiresAt - PhoneSystem.Clock.GetUtcNow()).TotalSeconds;
        var texts = from seconds in Enumerable.Range(left, 3) select $"{seconds / 60}:{seconds % 60:00}";
        await phone.SeesAsync(phone.Page.Locator(".tv-left").Filter(new() { HasTextRegex = new Regex($"^({string.Join('|', texts)})$") }));
    }

    private async Task<Verdict> JudgeAsync(string token)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync(new Uri(PhoneSystem.SandboxUrl, "/sandbox/explain"), new { token }, TestContext.Current.CancellationToken);
        return (await answer.Content.ReadFromJsonAsync<Verdict>(TestContext.Current.CancellationToken))!;
    }

    private sealed record Verdict(bool Accepted, int? Code);
}
