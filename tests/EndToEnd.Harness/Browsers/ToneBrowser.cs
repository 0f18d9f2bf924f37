namespace EndToEnd.Harness;

/// <summary>A browser whose microphone plays a tone. Each tone needs a browser of its own.</summary>
public sealed class ToneBrowser : Browser
{
    private readonly string _file;

    private ToneBrowser(string file) : base(null, [$"--use-file-for-fake-audio-capture={file}"]) => _file = file;

    /// <summary>Starts a browser with a tone of this frequency.</summary>
    public static async Task<ToneBrowser> StartAsync(int hertz)
    {
        var file = Path.Combine(Path.GetTempPath(), $"tone-{Guid.NewGuid():N}.wav");
        Tone.Write(file, hertz);
        var browser = new ToneBrowser(file);
        await browser.InitializeAsync();
        return browser;
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        File.Delete(_file);
    }
}
