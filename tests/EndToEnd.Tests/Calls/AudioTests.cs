using EndToEnd.Harness;
using EndToEnd.Tests.Matrix;
using static EndToEnd.Tests.Calls.ToneBrowsers;

namespace EndToEnd.Tests.Calls;

/// <summary>Two people whose microphones play different tones.</summary>
public sealed class AudioTests(Application application, Browser browser, ToneBrowsers browsers)
    : PhoneTest(application, browser), IClassFixture<ToneBrowsers>
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(TokenKind.Capability, TokenKind.Access)]
    [InlineData(TokenKind.Access, TokenKind.Capability)]
    [Matrix("incoming, accepted")]
    public async Task People_with_different_kinds_of_token_hear_each_other(TokenKind caller, TokenKind callee)
    {
        var (alice, bob) = await TalkingInTonesAsync(caller, callee);
        await alice.Audio.HasToneAsync(BobsTone);
        await bob.Audio.HasToneAsync(AlicesTone);
    }

    [Theory]
    [InlineData(TokenKind.Capability)]
    [InlineData(TokenKind.Access)]
    [Matrix("incoming, accepted")]
    [Matrix("mute")]
    public async Task People_in_an_accepted_call_hear_each_other_unless_muted(TokenKind kind)
    {
        var (alice, bob) = await TalkingInTonesAsync(kind, kind);
        await alice.Audio.HasToneAsync(BobsTone);
        await bob.Audio.HasToneAsync(AlicesTone);
        await DoesNotAsync(alice.Audio.HasToneAsync(AlicesTone, limit: s_second)); // Her own.
        await alice.Screen.IsTrueAsync(Level("microphone", "> 0.1"));
        await alice.Screen.IsTrueAsync(Level("speaker", "> 0.1"));
        Assert.DoesNotContain("so far", await DoesNotAsync(alice.Audio.IsSilentAsync(limit: 3 * s_second)), StringComparison.Ordinal);

        await bob.PressAsync("Mute");
        await alice.Audio.IsSilentAsync();
        await alice.Screen.IsTrueAsync(Level("speaker", "< 0.05"));
        await bob.Audio.HasToneAsync(AlicesTone);
        await bob.PressAsync("Unmute");
        await alice.Audio.HasToneAsync(BobsTone);
    }

    private static string Level(string meter, string level) => $"document.getElementById('{meter}-level').style.getPropertyValue('--level') {level}";

    private static async Task<string> DoesNotAsync(Task hears)
    {
        var said = (await Assert.ThrowsAnyAsync<Exception>(() => hears)).Message;
        Assert.Contains("Seen last: tone ", said, StringComparison.Ordinal);
        return said;
    }

    private async Task<(Phone Alice, Phone Bob)> TalkingInTonesAsync(TokenKind caller, TokenKind callee)
    {
        var alice = await VisitAsync(Unique("alice"), kind: callee, with: browsers.Alices);
        var bob = await VisitAsync(Unique("bob"), kind: caller, with: browsers.Bobs);
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
