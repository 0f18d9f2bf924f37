using EndToEnd.Harness;
using EndToEnd.Tests.Matrix;
using static EndToEnd.Tests.Audio.ToneBrowsers;

namespace EndToEnd.Tests.Audio;

/// <summary>Two people whose microphones play different tones: what each hears, and sees at the meters, is the other, and nothing when the other is muted.</summary>
public sealed class AudioTests(Application application, Browser browser, ToneBrowsers browsers)
    : PhoneTest(application, browser), IClassFixture<ToneBrowsers>
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [Matrix("incoming, accepted")]
    public async Task Who_has_the_other_sdk_is_heard_and_hears(int callersSdk, int calleesSdk)
    {
        var (alice, bob) = await TalkingInTonesAsync(callersSdk, calleesSdk);
        await alice.HearsToneAsync(BobsTone);
        await bob.HearsToneAsync(AlicesTone);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [Matrix("incoming, accepted")]
    [Matrix("mute")]
    public async Task In_an_accepted_call_each_hears_the_other_unless_muted(int sdk)
    {
        var (alice, bob) = await TalkingInTonesAsync(sdk, sdk);
        await alice.HearsToneAsync(BobsTone);
        await bob.HearsToneAsync(AlicesTone);
        await DoesNotAsync(alice.HearsToneAsync(AlicesTone, limit: s_second)); // Her own.
        await alice.ExpectAsync(Level("microphone", "> 0.1"));
        await alice.ExpectAsync(Level("speaker", "> 0.1"));
        Assert.DoesNotContain("so far", await DoesNotAsync(alice.HearsSilenceAsync(limit: 3 * s_second)), StringComparison.Ordinal);

        await bob.PressAsync("Mute");
        await alice.HearsSilenceAsync();
        await alice.ExpectAsync(Level("speaker", "< 0.05"));
        await bob.HearsToneAsync(AlicesTone);
        await bob.PressAsync("Unmute");
        await alice.HearsToneAsync(BobsTone);

        await alice.PressAsync("Mute");
        await bob.HearsSilenceAsync();
        await alice.HearsToneAsync(BobsTone);
        await alice.PressAsync("Unmute");
        await bob.HearsToneAsync(AlicesTone);
    }

    private static string Level(string meter, string level) => $"document.getElementById('{meter}-level').style.getPropertyValue('--level') {level}";

    private static async Task<string> DoesNotAsync(Task hears)
    {
        var said = (await Assert.ThrowsAnyAsync<Exception>(() => hears)).Message;
        Assert.Contains("Seen last: tone ", said, StringComparison.Ordinal);
        return said;
    }

    private async Task<(Phone Alice, Phone Bob)> TalkingInTonesAsync(int callersSdk, int calleesSdk)
    {
        var alice = await VisitAsync(Unique("alice"), sdk: calleesSdk, with: browsers.Alices);
        var bob = await VisitAsync(Unique("bob"), sdk: callersSdk, with: browsers.Bobs);
        await alice.SignInAsync();
        await bob.SignInAsync();
        await alice.RegisterAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");
        await bob.CallAsync(alice.Name);
        await alice.AcceptAsync();
        await bob.SeesAsync($"In call with {alice.Name}");
        return (alice, bob);
    }
}
