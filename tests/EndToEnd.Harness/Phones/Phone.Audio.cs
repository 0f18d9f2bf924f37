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

    // Web Audio on what comes from the other side. The level of a tone against the noise: the loudest of what is heard at other frequencies, in the same moment.
    // Beside the tone lies what the window of the analysis makes of it.
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
            const [from, to, beside] = [300, 3400, 60].map(hertz => Math.round(hertz / width));
            const noise = Math.max(...levels.slice(from, at - beside), ...levels.slice(at + beside, to));
            return { tone: Math.max(tone, -200), noise: Math.max(noise, -200) };
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

    /// <summary>
    /// Waits until a second has passed in which nothing was to be heard, at the tone of the other side or elsewhere between 300 and 3400 Hz, that is louder
    /// than so many decibels of full scale.
    /// </summary>
    public Task HearsSilenceAsync(int hertz, double decibels = -80, TimeSpan? limit = null)
    {
        var clock = TimeProvider.System;
        var lastSound = clock.GetTimestamp();
        return HearsAsync(
            FormattableString.Invariant($"hear nothing above {decibels} dBFS"), () => ListenAsync(hertz),
            heard =>
            {
                if (Math.Max(heard.Tone, heard.Noise) >= decibels)
                {
                    lastSound = clock.GetTimestamp();
                }

                return clock.GetElapsedTime(lastSound) > TimeSpan.FromSeconds(1);
            },
            limit);
    }

    // Not by a wait of Playwright's: that takes the promise of an answer for the answer.
    private async Task HearsAsync<T>(string what, Func<Task<T>> listen, Func<T, bool> isRight, TimeSpan? limit = null)
    {
        try
        {
            await Wait.UntilAsync($"{Name} to {what}", listen, isRight, limit);
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

        /// <inheritdoc/>
        public override string ToString() => FormattableString.Invariant($"tone {Tone:0.0} dBFS, noise {Noise:0.0} dBFS");
    }

    private sealed class AudioCount
    {
        public int Sent { get; set; }

        public int Received { get; set; }

        public override string ToString() => $"{Sent} packets sent, {Received} received";
    }
}
