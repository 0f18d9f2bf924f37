using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TwilioSandbox.Tests.Sdk.Page;

/// <summary>The telephone on the sandbox's page.</summary>
internal static class TelephonePage
{
    public const string Number = "+15005550001";
    public const string Outside = "+15005550009";

    public static Task TelephoneShowsAsync(this SandboxPage page, params string[] texts) => page.ShowsAsync("Telephone", texts);

    public static ILocator TelephoneButton(this SandboxPage page, string name) =>
        page.Part("Telephone").GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static async Task CallInAsync(this SandboxPage page)
    {
        await page.TelephoneButton("Call in").ClickAsync();
        await page.TelephoneButton("Call silently").ClickAsync();
    }

    /// <summary>Waits until the page says that a call to <see cref="Number"/> rings.</summary>
    public static async Task RingsAsync(this SandboxPage page, string from)
    {
        await Expect(page.Part("Telephone").GetByRole(AriaRole.Status)).ToHaveTextAsync($"{from} calls {Number}.");
        await Expect(page.Page).ToHaveTitleAsync($"{from} calls · Sandbox · Capability.Aspire");
    }

    /// <summary>Counts the sounds of this tab, and opens their frequencies to <see cref="HearsToneAsync"/>.</summary>
    public static Task ListenAsync(this IPage window) => window.AddInitScriptAsync("""
        window.connections = [];
        window.RTCPeerConnection = new Proxy(RTCPeerConnection, {
          construct: (target, args) => { const made = new target(...args); connections.push(made); return made; },
        });
        window.microphones = [];
        const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getUserMedia = async (what) => { const made = await ask(what); microphones.push(...made.getTracks()); return made; };
        window.hearsTone = (hertz) => {
          if (!window.analyser) {
            const context = new AudioContext();
            window.analyser = new AnalyserNode(context, { fftSize: 4096, smoothingTimeConstant: 0 });
            context.createMediaStreamSource(new MediaStream(connections.at(-1).getReceivers().map(({ track }) => track))).connect(analyser);
          }
          const spectrum = new Float32Array(analyser.frequencyBinCount);
          analyser.getFloatFrequencyData(spectrum);
          const loudest = spectrum.indexOf(Math.max(...spectrum));
          return spectrum[loudest] > -70 && Math.abs(loudest * analyser.context.sampleRate / analyser.fftSize - hertz) < 30;
        };
        """);

    /// <summary>Waits until a tone is the loudest sound that comes from the other side.</summary>
    public static Task HearsToneAsync(this SandboxPage page, int hertz) => page.Page.WaitForFunctionAsync("hertz => hearsTone(hertz)", hertz);

    /// <summary>Waits until the connection is closed, and the microphone too.</summary>
    public static Task ClosesSoundAsync(this SandboxPage page) => page.Page.WaitForFunctionAsync("""
        () => connections.length > 0 && connections.every((made) => made.signalingState === 'closed') && microphones.every((track) => track.readyState === 'ended')
        """);
}
