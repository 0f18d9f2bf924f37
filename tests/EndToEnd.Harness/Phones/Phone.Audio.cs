namespace EndToEnd.Harness;

// What a person hears.
public sealed partial class Phone
{
    // Looking at the last two seconds of sound, or at the statistics of a call, is work for the page; and what is waited for takes a fifth of a second at least.
    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromMilliseconds(100);

    // Keeps every peer connection, so that its statistics can be read and its sound be heard. The page does not know.
    private const string WatchPeerConnections = """
        window.peerConnections = [];
        window.RTCPeerConnection = class extends window.RTCPeerConnection {
            constructor(...args) { super(...args); window.peerConnections.push(this); }
        };
        """;

    private const string AudioPackets = """
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

    // Web Audio on what comes from the other side. The level of a tone against the noise: the loudest of what is heard at other frequencies, in the same moment.
    // Beside the tone lies what the window of the analysis makes of it. And the loudest sample of the last two seconds, which is three times the 32768 samples that
    // an analyser keeps: the tones pause for half a second (Tone.cs), a receiver on a busy machine makes a longer pause of it, and however late somebody looks,
    // nothing in between is missed.
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

    /// <summary>Waits until the audio of the call has gone on for so many packets, of 20 ms each, in both directions.</summary>
    public async Task HearsAndIsHeardAsync(int packets = 10)
    {
        var before = await CountPacketsAsync();
        await HearsAsync(
            $"hear and be heard for {packets} packets", CountPacketsAsync,
            now => now.Sent - before.Sent >= packets && now.Received - before.Received >= packets);
    }

    /// <summary>Waits until a tone is heard that is so many decibels above everything else.</summary>
    public Task HearsToneAsync(int hertz, double decibels = 20, TimeSpan? limit = null) => HearsAsync(
        FormattableString.Invariant($"hear {hertz} Hz at least {decibels} dB above the noise"), () => ListenAsync(hertz), heard => heard.Tone - heard.Noise >= decibels, limit);

    /// <summary>Waits until for two seconds, which is much longer than a tone pauses, nothing at all was to be heard that is louder than so many decibels of full scale.</summary>
    public Task HearsSilenceAsync(double decibels = -80, TimeSpan? limit = null) => HearsAsync(
        FormattableString.Invariant($"hear nothing above {decibels} dBFS"), () => ListenAsync(hertz: 1000), heard => heard.IsPast && heard.Loudest < decibels, limit);

    // Not by a wait of Playwright's: that takes the promise of an answer for the answer.
    private async Task HearsAsync<T>(string what, Func<Task<T>> listen, Func<T, bool> isRight, TimeSpan? limit = null)
    {
        try
        {
            await Wait.UntilAsync($"{Name} to {what}", listen, isRight, limit, s_betweenLooks);
        }
        catch (Xunit.Sdk.XunitException e)
        {
            Assert.Fail($"{e.Message}. {await DescribeAsync()}");
        }
    }

    private Task<AudioCount> CountPacketsAsync() => _page.EvaluateAsync<AudioCount>(AudioPackets).WaitAsync(Wait.Limit);

    /// <summary>What is heard at this frequency, and beside it, in decibels of full scale.</summary>
    public Task<Heard> ListenAsync(int hertz) => _page.EvaluateAsync<Heard>(Listen, hertz).WaitAsync(Wait.Limit);

    /// <summary>How loud a tone is, and everything else.</summary>
    public sealed class Heard
    {
        /// <summary>At the tone.</summary>
        public double Tone { get; set; }

        /// <summary>The loudest of what else is heard between 300 and 3400 Hz.</summary>
        public double Noise { get; set; }

        /// <summary>The loudest moment of the last two seconds.</summary>
        public double Loudest { get; set; }

        /// <summary>Whether somebody has been listening for so long.</summary>
        public bool IsPast { get; set; }

        /// <inheritdoc/>
        public override string ToString() => FormattableString.Invariant($"tone {Tone:0.0} dBFS, noise {Noise:0.0} dBFS, loudest {Loudest:0.0} dBFS{(IsPast ? "" : " so far")}");
    }

    private sealed class AudioCount
    {
        public int Sent { get; set; }

        public int Received { get; set; }

        public override string ToString() => $"{Sent} packets sent, {Received} received";
    }
}
