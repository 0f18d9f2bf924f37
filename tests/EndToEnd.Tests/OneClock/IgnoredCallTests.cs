using EndToEnd.Harness;
using EndToEnd.Tests.Matrix;

namespace EndToEnd.Tests.OneClock;

public sealed class IgnoredCallTests(Browser browser) : OneClockTest(browser)
{
    private static readonly TimeSpan s_ringing = TimeSpan.FromSeconds(30); // Twilio's default for <Dial timeout>.

    [Theory]
    [InlineData(TokenKind.Capability)]
    [InlineData(TokenKind.Access)]
    [Matrix("incoming, ignored")]
    public async Task Unanswered_call_rings_for_30_seconds(TokenKind kind)
    {
        var (alice, bob) = await UntilAsync(RingingAsync(kind));

        await PassAsync(s_ringing / 2);
        await alice.SeesAsync($"Incoming call from {bob.Name}");
        await bob.SeesAsync($"Ringing {alice.Name}");

        await PassAsync(s_ringing);
        await UntilAsync(alice.SeesAsync($"Registered as {alice.Name}"));
        await UntilAsync(bob.SeesAsync("Not registered"));
    }
}
