using EndToEnd.Harness;

namespace EndToEnd.Tests.Calls;

/// <summary>Two browsers whose microphones play different tones.</summary>
public sealed class ToneBrowsers : IAsyncLifetime
{
    public const int AlicesTone = 700;
    public const int BobsTone = 1900;

    public Browser Alices { get; private set; } = null!;

    public Browser Bobs { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Alices = await ToneBrowser.StartAsync(AlicesTone);
        Bobs = await ToneBrowser.StartAsync(BobsTone);
    }

    public async ValueTask DisposeAsync()
    {
        await Alices.DisposeAsync();
        await Bobs.DisposeAsync();
    }
}
