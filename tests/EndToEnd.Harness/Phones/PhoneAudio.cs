using Microsoft.Playwright;

namespace EndToEnd.Harness;

/// <summary>What a person hears, measured in the browser.</summary>
public sealed class PhoneAudio
{
    /// <summary>Keeps each peer connection, so that its statistics and its sound can be read.</summary>
    internal const string KeepPeerConnections = """
        window.peerConnections = [];
        window.RTCPeerConnection = class extends window.RTCPeerConnection {
            constructor(...args) { super(...args); window.peerConnections.push(this); }
        };
        """;

    private const string CountPackets = """
        async () => {
            const packets = { sent: 0, received: 0 };
            for (const peer of window.peerConnections) {
                for (const report of (await peer.getStats()).values()) {
                    if (report.type === 'outbound-rtp') packets.sent += report.packetsSent;
                    if (report.type === 'inbound-rtp') packets.received += report.packetsReceived;
                }
            }
            return packets;
        }
        """;

    // tone: the level at the frequency. noise: the loudest other frequency at the same moment; bins beside the tone are left out, because the FFT window spreads it.
    // loudest: the loudest sample of the last two seconds, from three chained buffers of 32768 samples, an analyser's maximum. The tone pauses for half a second
    // (Tone.cs), and a receiver on a busy machine pauses longer.
    private const string Listen = """
        async hertz => {
            if (!window.ear) {
                const context = new AudioContext();
                await context.resume();
                const track = window.peerConnections.at(-1).getReceivers()[0].track;
                const source = context.createMediaStreamSource(new MediaStream([track]));
                const kept = 32768;
                const analyse = (node, fftSize) => node.connect(new AnalyserNode(context, { fftSize, smoothingTimeConstant: 0 }));
                const past = [0, 1, 2].map(times => analyse(source.connect(new DelayNode(context, { delayTime: times * kept / context.sampleRate, maxDelayTime: 2 })), kept));
                window.ear = { context, spectrum: analyse(source, 8192), past };
            }
            const { context, spectrum, past } = window.ear;
            const levels = new Float32Array(spectrum.frequencyBinCount);
            spectrum.getFloatFrequencyData(levels);
            const width = context.sampleRate / spectrum.fftSize;
            const at = Math.round(hertz / width);
            const tone = Math.max(...levels.slice(at - 2, at + 3));
            const [from, to, beside] = [300, 3400, 60].map(hertz => Math.round(hertz / width));
            const noise = Math.max(...levels.slice(from, at - beside), ...levels.slice(at + beside, to));
            const samples = new Float32Array(past[0].fftSize);
            const loudestOf = analyser => {
                analyser.getFloatTimeDomainData(samples);
                return samples.reduce((loudest, sample) => Math.max(loudest, Math.abs(sample)), 0);
            };
            const loudest = 20 * Math.log10(Math.max(...past.map(loudestOf)));
            const isPast = context.currentTime * context.sampleRate >= past.length * samples.length;
            return { tone: Math.max(tone, -200), noise: Math.max(noise, -200), loudest: Math.max(loudest, -200), isPast };
        }
        """;

    // Each look costs the page processor time.
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    private readonly string _name;
    private readonly IPage _page;
    private readonly PhoneScreen _screen;

    internal PhoneAudio(string name, IPage page, PhoneScreen screen) => (_name, _page, _screen) = (name, page, screen);

    /// <summary>Waits until this many more audio packets, of 20 ms each, have gone in both directions.</summary>
    public async Task FlowsBothWaysAsync(int packets = 10)
    {
        var before = await CountAsync();
        await UntilAsync(
            $"send and receive {packets} audio packets", CountAsync,
            now => now.Sent - before.Sent >= packets && now.Received - before.Received >= packets);
    }

    /// <summary>Waits until a tone is heard that is this many decibels louder than everything else.</summary>
    public Task HasToneAsync(int hertz, double decibels = 20, TimeSpan? limit = null) => UntilAsync(
        FormattableString.Invariant($"hear {hertz} Hz at least {decibels} dB above the noise"), () => ListenAsync(hertz), heard => heard.Tone - heard.Noise >= decibels, limit);

    /// <summary>Waits until nothing louder than this, in decibels of full scale, was heard for two seconds. The tone pauses for much less.</summary>
    public Task IsSilentAsync(double decibels = -80, TimeSpan? limit = null) => UntilAsync(
        FormattableString.Invariant($"hear nothing above {decibels} dBFS"), () => ListenAsync(hertz: 1000), heard => heard.IsPast && heard.Loudest < decibels, limit);

    private Task<HeardSound> ListenAsync(int hertz) => _page.EvaluateAsync<HeardSound>(Listen, hertz).WaitAsync(Wait.Limit);

    private Task<PacketCount> CountAsync() => _page.EvaluateAsync<PacketCount>(CountPackets).WaitAsync(Wait.Limit);

    // Playwright's WaitForFunctionAsync takes the promise of an asynchronous function for its result.
    private async Task UntilAsync<T>(string what, Func<Task<T>> listen, Func<T, bool> isRight, TimeSpan? limit = null)
    {
        try
        {
            await Wait.UntilAsync($"{_name} to {what}", listen, isRight, limit, s_interval);
        }
        catch (Xunit.Sdk.XunitException e)
        {
            Assert.Fail($"{e.Message}. {await _screen.DescribeAsync()}");
        }
    }

    private sealed class PacketCount
    {
        public int Sent { get; set; }

        public int Received { get; set; }

        public override string ToString() => $"{Sent} packets sent, {Received} received";
    }
}
