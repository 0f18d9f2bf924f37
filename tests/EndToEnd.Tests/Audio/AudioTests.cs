using EndToEnd.Harness;

namespace EndToEnd.Tests.Audio;

/// <summary>Two people whose microphones play different tones: what each hears is the other, and nothing when the other is muted.</summary>
public sealed class AudioTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    private const int AlicesTone = 700;
    private const int BobsTone = 1900;

    private readonly List<Browser> _browsers = [];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Each_hears_the_others_tone_and_silence_when_the_other_is_muted(int sdk)
    {
        var alice = await VisitAsync(Unique("alice"), sdk: sdk, with: await StartAsync(AlicesTone));
        var bob = await VisitAsync(Unique("bob"), sdk: sdk, with: await StartAsync(BobsTone));
        await alice.SignInAsync();
        await bob.SignInAsync();
        await alice.RegisterAsync();
        await alice.SeesAsync($"Registered as {alice.Name}");
        await bob.CallAsync(alice.Name);
        await alice.AcceptAsync();
        await bob.SeesAsync($"In call with {alice.Name}");

        await alice.HearsToneAsync(BobsTone);
        await bob.HearsToneAsync(AlicesTone);

        await bob.PressAsync("Mute");
        await alice.HearsSilenceAsync(BobsTone);
        await bob.HearsToneAsync(AlicesTone);
        await bob.PressAsync("Unmute");
        await alice.HearsToneAsync(BobsTone);

        await alice.PressAsync("Mute");
        await bob.HearsSilenceAsync(AlicesTone);
    }

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await base.DisposeAsync();
        }
        finally
        {
            foreach (var started in _browsers)
            {
                await started.DisposeAsync();
            }
        }
    }

    private async Task<Browser> StartAsync(int hertz)
    {
        var started = await ToneBrowser.StartAsync(hertz);
        _browsers.Add(started);
        return started;
    }
}
