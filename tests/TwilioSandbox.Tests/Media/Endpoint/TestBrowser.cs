using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;
using TwilioSandbox.Media;
using TwilioSandbox.Media.Endpoint;

namespace TwilioSandbox.Tests.Media.Endpoint;

/// <summary>The media of a browser: checks the path, shakes hands as DTLS client, and sends and receives SRTP.</summary>
internal sealed class TestBrowser : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly DtlsIdentity _identity = new();
    private readonly BlockingCollection<byte[]> _dtls = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _checked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _hasKeys = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SrtpReceiver? _receiver;
    private RtpSender? _sender;

    public TestBrowser()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    }

    /// <summary>Its offer, or answer.</summary>
    public string Sdp => $"v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:a1\r\na=fingerprint:sha-256 {_identity.Fingerprint}\r\n";

    /// <summary>The sound so far.</summary>
    public ConcurrentQueue<byte> Heard { get; } = new();

    /// <summary>Receives the sequence number of each packet.</summary>
    public Action<ushort>? Received { get; set; }

    /// <summary>Checks the path to the endpoint of this description, once.</summary>
    public async Task CheckAsync(string sdp)
    {
        if (_socket.Connected)
        {
            return;
        }

        var port = int.Parse(Read(sdp, "a=candidate:").Split(' ')[5], CultureInfo.InvariantCulture);
        await _socket.ConnectAsync(IPAddress.Loopback, port);
        _ = ReceiveAsync();
        await SendAsync(BindingRequest.Create(new(Read(sdp, "a=ice-ufrag:"), Read(sdp, "a=ice-pwd:")), useCandidate: true));
        await _checked.Task.WaitAsync(s_limit, TestContext.Current.CancellationToken);
    }

    /// <summary>Connects to the endpoint.</summary>
    /// <exception cref="TlsFatalAlertReceived">The endpoint refuses.</exception>
    public async Task ConnectAsync(string sdp)
    {
        await CheckAsync(sdp);
        await Task.Factory.StartNew(() => new DtlsClientProtocol().Connect(new Client(this), new Transport(this)), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public Task SendAsync(ReadOnlyMemory<byte> packet) => _socket.SendAsync(packet, TestContext.Current.CancellationToken).AsTask();

    /// <summary>Sends one frame.</summary>
    public void Say(ReadOnlySpan<byte> frame) => _socket.Send(_sender!.Write(frame));

    public void Dispose()
    {
        _stop.Cancel();
        _socket.Dispose();
        _dtls.CompleteAdding();
    }

    private static string Read(string sdp, string prefix) => sdp.Split("\r\n").First(line => line.StartsWith(prefix, StringComparison.Ordinal))[prefix.Length..];

    private async Task ReceiveAsync()
    {
        var buffer = new byte[2048];
        try
        {
            while (true)
            {
                var packet = buffer.AsMemory(0, await _socket.ReceiveAsync(buffer, _stop.Token));
                if (packet.Span is [>= 128, ..])
                {
                    // A browser handles the end of the handshake before the packets that follow it.
                    await _hasKeys.Task.WaitAsync(_stop.Token);
                }

                Take(packet);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
        }
    }

    private void Take(Memory<byte> packet)
    {
        if (Stun.IsStun(packet.Span))
        {
            _checked.TrySetResult();
        }
        else if (DtlsPackets.IsDtls(packet.Span))
        {
            _dtls.Add(packet.ToArray());
        }
        else if (_receiver is { } receiver && receiver.Unprotect(packet.Span, out var header) is { IsEmpty: false } content)
        {
            Received?.Invoke(header.SequenceNumber);
            foreach (var sample in header.PayloadOf(content))
            {
                Heard.Enqueue(sample);
            }
        }
    }

    private sealed class Client(TestBrowser browser) : DefaultTlsClient(new BcTlsCrypto(new SecureRandom()))
    {
        protected override ProtocolVersion[] GetSupportedVersions() => ProtocolVersion.DTLSv12.Only();

        public override int GetHandshakeTimeoutMillis() => (int)s_limit.TotalMilliseconds;

        public override IDictionary<int, byte[]> GetClientExtensions()
        {
            var extensions = TlsExtensionsUtilities.EnsureExtensionsInitialised(base.GetClientExtensions());
            TlsSrtpUtilities.AddUseSrtpExtension(extensions, new([SrtpProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_80], []));
            return extensions;
        }

        public override TlsAuthentication GetAuthentication() => new Authentication(this, browser);

        public override void NotifyHandshakeComplete()
        {
            base.NotifyHandshakeComplete();
            var keys = SrtpKeys.Read(m_context.ExportKeyingMaterial("EXTRACTOR-dtls_srtp", null, SrtpKeys.Length));
            (browser._receiver, browser._sender) = (new(keys.Server), new(keys.Client, ssrc: 7));
            browser._hasKeys.SetResult();
        }

        private sealed class Authentication(Client client, TestBrowser browser) : TlsAuthentication
        {
            public void NotifyServerCertificate(TlsServerCertificate serverCertificate) => Assert.Equal(
                DtlsIdentity.Current.Fingerprint.Replace(":", "", StringComparison.Ordinal),
                Convert.ToHexString(SHA256.HashData(serverCertificate.Certificate.GetCertificateAt(0).GetEncoded())));

            public TlsCredentials GetClientCredentials(CertificateRequest certificateRequest) => browser._identity.CreateSigner(client.m_context, (BcTlsCrypto)client.Crypto);
        }
    }

    private sealed class Transport(TestBrowser browser) : DatagramTransport
    {
        public int GetReceiveLimit() => 2048;

        public int GetSendLimit() => 1200;

        public int Receive(byte[] buf, int off, int len, int waitMillis) => Receive(buf.AsSpan(off, len), waitMillis);

        public int Receive(Span<byte> buffer, int waitMillis)
        {
            if (!browser._dtls.TryTake(out var packet, waitMillis))
            {
                return -1;
            }

            packet.CopyTo(buffer);
            return packet.Length;
        }

        public void Send(byte[] buf, int off, int len) => Send(buf.AsSpan(off, len));

        public void Send(ReadOnlySpan<byte> buffer) => browser._socket.Send(buffer);

        public void Close()
        {
        }
    }
}
