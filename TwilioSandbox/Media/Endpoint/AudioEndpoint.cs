using System.Security.Cryptography;
using Org.BouncyCastle.Tls;
using TwilioSandbox.Media.Sounds;

namespace TwilioSandbox.Media.Endpoint;

/// <summary>The other end of one browser's audio connection: the sandbox hears and speaks.</summary>
/// <remarks>
/// <code>
/// browser                      endpoint
/// STUN checks, nominates  ->   ICE-lite agent
/// DTLS client             ->   DTLS server: both certificates have the fingerprints of the session descriptions
/// SRTP, PCMU             &lt;->   SRTP, PCMU, one packet every 20 ms
/// </code>
/// </remarks>
internal sealed class AudioEndpoint : IDisposable
{
    private const int MaxTicksToConnect = 250; // 5 s
    private const int PacketsPerReport = 250; // 5 s
    private const int MaxTicksWithoutCheck = 1500; // 30 s

    private readonly IceAgent _ice = new();
    private readonly DtlsPackets _packets;
    private readonly CancellationTokenSource _stop = new();
    private readonly MediaClock _clock;
    private readonly AudioQueue _queue = new();
    private readonly Lock _sending = new();
    private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _frame = new byte[Audio.FrameLength];
    private readonly uint _ssrc = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4));
    private volatile DtlsTransport? _dtls;
    private volatile SrtpReceiver? _receiver;
    private volatile RtcpReports? _reports;
    private RtpSender? _sender;
    private bool _isDisposed;
    private bool _isStarted;
    private int _connected;
    private int _ticksToWait;
    private int _ticksWithoutCheck;
    private long _lastChecks;

    public AudioEndpoint(MediaClock clock)
    {
        _packets = new(_ice);
        _clock = clock;
        Completion = ReceiveAsync();
    }

    /// <summary>Completes when nothing is received any more, after <see cref="Dispose"/>.</summary>
    public Task Completion { get; }

    /// <summary>Completes when the browser has sent no STUN check for 30 s after its last one: it is gone. Also after <see cref="Dispose"/>.</summary>
    public Task Lost => _lost.Task;

    /// <summary>DTLS, RTP and RTCP packets from the browser.</summary>
    public long PacketsReceived => _ice.PacketsReceived;

    /// <summary>Receives what the browser says, in µ-law.</summary>
    public Action<ReadOnlySpan<byte>>? Heard { get; set; }

    /// <summary>Receives each frame that this party hears, in µ-law. The frame is reused after the callback.</summary>
    public Action<ReadOnlySpan<byte>>? Sent { get; set; }

    /// <summary>Our offer. The browser chooses to be the DTLS client.</summary>
    public string Offer() => SessionDescription.Write(_ice, _ssrc, "0", "actpass");

    /// <summary>Our answer to the browser's offer.</summary>
    public string Answer(string offer) => SessionDescription.Write(_ice, _ssrc, SessionDescription.Read(offer).Mid, "passive");

    /// <summary>Our answer to an ICE restart. DTLS and SRTP go on.</summary>
    public string Restart(string offer)
    {
        _ice.Restart();
        return Answer(offer);
    }

    /// <summary>Expects the browser of this description, and then sends sound.</summary>
    public void Connect(string sdp)
    {
        if (Interlocked.Exchange(ref _connected, 1) != 0)
        {
            return;
        }

        var fingerprint = SessionDescription.Read(sdp).Fingerprint;
        if (fingerprint is not null)
        {
            // The library blocks until the handshake is over.
            new Thread(() => Shake(fingerprint)) { IsBackground = true, Name = "DTLS handshake" }.Start();
        }

        Start(fingerprint is null ? 0 : MaxTicksToConnect);
    }

    /// <summary>Starts a party that has no browser, such as a telephone. Sounds take their time, and nothing is sent.</summary>
    /// <remarks>A browser can connect later. The sounds do not wait for it.</remarks>
    public void StartWithoutBrowser() => Start(ticksToWait: 0);

    /// <summary>Sends a sound to the browser.</summary>
    /// <returns>Completes at the end of the sound. It starts when the browser is connected, or after 5 s.</returns>
    public Task PlayAsync(ReadOnlyMemory<byte> sound, CancellationToken cancellationToken) => _queue.PlayAsync(sound, cancellationToken);

    /// <summary>Sends this sound whenever there is no other.</summary>
    public void PlayInBackground(byte[] sound) => _queue.SetBackground(sound);

    /// <summary>Sends live sound to the browser.</summary>
    public void Speak(ReadOnlySpan<byte> sound) => _queue.Add(sound);

    public void Dispose()
    {
        lock (_sending)
        {
            _isDisposed = true;
            _sender?.Dispose();
            _sender = null;
        }

        _clock.Remove(Tick);
        _lost.TrySetResult();
        _stop.Cancel();
        _packets.Dispose();
        _ice.Dispose();
    }

    private void Start(int ticksToWait)
    {
        lock (_sending)
        {
            if (!_isStarted && !_isDisposed)
            {
                (_isStarted, _ticksToWait) = (true, ticksToWait);
                _clock.Add(Tick);
            }
        }
    }

    private async Task ReceiveAsync()
    {
        await _ice.ReceiveAsync(ReceiveAsync, _stop.Token);
        _receiver?.Dispose();
        _reports?.Dispose();
    }

    private ValueTask ReceiveAsync(Memory<byte> packet, CancellationToken cancellationToken)
    {
        if (DtlsPackets.IsDtls(packet.Span))
        {
            _packets.Add(packet.Span);
            ReadDtls();
        }
        else if (RtcpReports.IsRtcp(packet.Span))
        {
            _reports?.Read(packet.Span);
        }
        else if (_receiver is { } receiver && receiver.Unprotect(packet.Span, out var header) is { IsEmpty: false } content && header.PayloadType == 0)
        {
            _reports?.Count(header);
            Heard?.Invoke(header.PayloadOf(content));
        }

        return ValueTask.CompletedTask;
    }

    private void Shake(byte[] fingerprint)
    {
        try
        {
            _dtls = new DtlsServerProtocol().Accept(new DtlsHandshake(fingerprint, UseKeys), _packets);
        }
        catch (Exception)
        {
            // Another certificate than announced, no browser, nonsense, or the end of the call. The call goes on without sound.
        }
    }

    private void UseKeys(SrtpKeys keys)
    {
        (_reports, _receiver) = (new(keys, _ssrc), new(keys.Client));
        lock (_sending)
        {
            _sender = _isDisposed ? null : new(keys.Server, _ssrc);
        }
    }

    // After the handshake: the browser repeats its last packets, or says goodbye.
    private void ReadDtls()
    {
        try
        {
            while (_dtls is { } dtls && !_packets.IsEmpty)
            {
                dtls.Receive(new byte[_packets.GetReceiveLimit()], 1);
            }
        }
        catch (Exception)
        {
            // Goodbye, or nonsense. SRTP has its own keys.
            _dtls = null;
        }
    }

    private void Tick()
    {
        lock (_sending)
        {
            NoticeLoss();
            if (_isDisposed || (_sender is null && _ticksToWait-- > 0))
            {
                return;
            }

            _queue.Read(_frame);
            if (_sender is not null)
            {
                _ice.Send(_sender.Write(_frame));
                if (_sender.PacketsSent % PacketsPerReport == 1)
                {
                    _ice.Send(_reports!.Write(DateTimeOffset.UtcNow, _sender.Timestamp, _sender.PacketsSent));
                }
            }
        }

        Sent?.Invoke(_frame);
    }

    private void NoticeLoss()
    {
        var checks = _ice.ChecksReceived;
        (_ticksWithoutCheck, _lastChecks) = (checks == _lastChecks && checks > 0 ? _ticksWithoutCheck + 1 : 0, checks);
        if (_ticksWithoutCheck == MaxTicksWithoutCheck)
        {
            _lost.TrySetResult();
        }
    }
}
