namespace EndToEnd.Harness;

// What a person hears.
public sealed partial class Phone
{
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

    // Web Audio on what comes from the other side. The level of a tone against the noise: the median of what is heard at other frequencies, in the same moment.
    private const string Listen = """
        async hertz => {
            if (!window.analyser) {
                const context = new AudioContext();
                await context.resume();
                const track = window.peerConnections.at(-1).getReceivers()[0].track;
                window.analyser = context.createAnalyser();
                window.analyser.fftSize = 8192;
                window.analyser.smoothingTimeConstant = 0;
                context.createMediaStreamSource(new MediaStream([track])).connect(window.analyser);
            }
            const levels = new Float32Array(window.analyser.frequencyBinCount);
            window.analyser.getFloatFrequencyData(levels);
            const width = window.analyser.context.sampleRate / window.analyser.fftSize;
            const at = Math.round(hertz / width);
            const tone = Math.max(...levels.slice(at - 2, at + 3));
            const others = [...levels.slice(Math.round(300 / width), Math.round(3400 / width))].sort((one, other) => one - other);
            const [noise, loudest] = [others[others.length >> 1], others.at(-1)];
            return { tone: Math.max(tone, -200), noise: Math.max(noise, -200), loudest: Math.max(loudest, -200) };
        }
        """;

    /// <summary>Waits until the audio of the call has gone on for so many packets in both directions.</summary>
    public async Task HearsAndIsHeardAsync(int packets = 50)
    {
        var before = await _page.EvaluateAsync<AudioCount>(AudioPackets);
        try
        {
            await _page.WaitForFunctionAsync(
                $"async before => {{ const now = await ({AudioPackets})(); return now.sent - before.sent >= {packets} && now.received - before.received >= {packets}; }}",
                new { sent = before.Sent, received = before.Received },
                Poll());
        }
        catch (TimeoutException)
        {
            var now = await _page.EvaluateAsync<AudioCount>(AudioPackets).WaitAsync(Wait.Limit);
            Assert.Fail($"{Name} sent {now.Sent - before.Sent} and received {now.Received - before.Received} packets; {packets} of each were expected. {await DescribeAsync()}");
        }
    }

    /// <summary>Waits until a tone is heard that is so many decibels above everything else.</summary>
    public Task HearsToneAsync(int hertz, double decibels = 20) =>
        HearsAsync(FormattableString.Invariant($"hear {hertz} Hz at least {decibels} dB above the noise"), hertz, FormattableString.Invariant($"heard.tone - heard.noise >= {decibels}"));

    /// <summary>
    /// Waits until a second has passed in which nothing was to be heard, at the tone of the other side or elsewhere between 300 and 3400 Hz, that is louder
    /// than so many decibels of full scale.
    /// </summary>
    public Task HearsSilenceAsync(int hertz, double decibels = -80)
    {
        const int Looks = 40; // A tone that comes and goes twice a second cannot hide from them.
        return HearsAsync(
            FormattableString.Invariant($"hear nothing above {decibels} dBFS"), hertz,
            FormattableString.Invariant($"(window.quiet = heard.loudest < {decibels} ? (window.quiet ?? 0) + 1 : 0) > {Looks}"));
    }

    private async Task HearsAsync(string what, int hertz, string isRight)
    {
        try
        {
            await _page.WaitForFunctionAsync(
                $"async hertz => {{ const heard = await ({Listen})(hertz); return {isRight}; }}", hertz, new() { Timeout = s_limit, PollingInterval = 25 });
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{Name} should {what}, but heard at last: {await ListenAsync(hertz)}. {await DescribeAsync()}");
        }
    }

    /// <summary>What is heard at this frequency, and beside it, in decibels of full scale.</summary>
    public Task<Heard> ListenAsync(int hertz) => _page.EvaluateAsync<Heard>(Listen, hertz).WaitAsync(Wait.Limit);

    /// <summary>How loud a tone is, and everything else.</summary>
    public sealed class Heard
    {
        /// <summary>At the tone.</summary>
        public double Tone { get; set; }

        /// <summary>The median of what is heard between 300 and 3400 Hz.</summary>
        public double Noise { get; set; }

        /// <summary>The loudest of that.</summary>
        public double Loudest { get; set; }

        /// <inheritdoc/>
        public override string ToString() => FormattableString.Invariant($"tone {Tone:0.0} dBFS, noise {Noise:0.0} dBFS, loudest {Loudest:0.0} dBFS");
    }

    private sealed class AudioCount
    {
        public int Sent { get; set; }

        public int Received { get; set; }
    }
}
