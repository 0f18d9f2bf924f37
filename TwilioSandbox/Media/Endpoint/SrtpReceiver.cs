using System.Security.Cryptography;

namespace TwilioSandbox.Media.Endpoint;

/// <summary>Authenticates and decrypts the browser's RTP packets (RFC 3711, 3.3).</summary>
internal sealed class SrtpReceiver(SrtpKey key) : IDisposable
{
    private const int MaxSources = 8; // A browser has one.

    private readonly SrtpCipher _cipher = new(key);
    private readonly Dictionary<uint, SrtpIndexes> _sources = [];

    /// <summary>Decrypts in place.</summary>
    /// <returns>The RTP packet without its tag. Empty if it is invalid or a replay.</returns>
    public Span<byte> Unprotect(Span<byte> packet, out RtpHeader header)
    {
        header = default;
        if (packet.Length < SrtpCipher.TagLength || RtpHeader.Read(packet[..^SrtpCipher.TagLength]) is not { } read)
        {
            return [];
        }

        header = read;
        var content = packet[..^SrtpCipher.TagLength];
        var isKnown = _sources.TryGetValue(header.Ssrc, out var indexes);
        indexes ??= new();
        var index = indexes.Estimate(header.SequenceNumber);
        Span<byte> tag = stackalloc byte[SrtpCipher.TagLength];
        _cipher.Sign(content, (uint)(index >> 16), tag);
        if (!CryptographicOperations.FixedTimeEquals(tag, packet[^SrtpCipher.TagLength..]) || !indexes.TryUse(index))
        {
            return [];
        }

        // Only an authentic packet adds a source.
        if (!isKnown)
        {
            if (_sources.Count == MaxSources)
            {
                return [];
            }

            _sources.Add(header.Ssrc, indexes);
        }

        _cipher.Apply(content[header.Length..], header.Ssrc, index);
        return content;
    }

    public void Dispose() => _cipher.Dispose();
}
