using System.Buffers.Binary;
using System.Security.Cryptography;
using TwilioSandbox.Media.Sounds;

namespace TwilioSandbox.Media.Endpoint;

/// <summary>Writes and encrypts the RTP packets to the browser, one for each 20 ms.</summary>
internal sealed class RtpSender(SrtpKey key, uint ssrc) : IDisposable
{
    private readonly SrtpCipher _cipher = new(key);
    private readonly byte[] _packet = new byte[RtpHeader.MinLength + Audio.FrameLength + SrtpCipher.TagLength];

    // Starts below 32768, so that the first rollover is not ambiguous.
    private ulong _index = (ulong)RandomNumberGenerator.GetInt32(0x8000);

    /// <summary>The time of the next frame, in samples.</summary>
    public uint Timestamp { get; private set; } = (uint)RandomNumberGenerator.GetInt32(int.MaxValue);

    public uint PacketsSent { get; private set; }

    /// <summary>The packet of the next frame. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Write(ReadOnlySpan<byte> frame)
    {
        var content = _packet.AsSpan(..^SrtpCipher.TagLength);
        content[0] = 0x80;
        content[1] = (byte)(PacketsSent == 0 ? 0x80 : 0); // The marker begins a talkspurt. Payload type 0 is PCMU.
        BinaryPrimitives.WriteUInt16BigEndian(content[2..], (ushort)_index);
        BinaryPrimitives.WriteUInt32BigEndian(content[4..], Timestamp);
        BinaryPrimitives.WriteUInt32BigEndian(content[8..], ssrc);
        frame.CopyTo(content[RtpHeader.MinLength..]);
        _cipher.Apply(content[RtpHeader.MinLength..], ssrc, _index);
        _cipher.Sign(content, (uint)(_index >> 16), _packet.AsSpan(content.Length));
        _index++;
        PacketsSent++;
        Timestamp += Audio.FrameLength;
        return _packet;
    }

    public void Dispose() => _cipher.Dispose();
}
