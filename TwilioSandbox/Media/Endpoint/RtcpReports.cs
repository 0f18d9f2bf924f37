using System.Buffers.Binary;
using System.Diagnostics;
using TwilioSandbox.Media.Sounds;

namespace TwilioSandbox.Media.Endpoint;

/// <summary>Reports to the browser (RFC 3550, 6), from which it knows the round-trip time, and how much of its sound is lost.</summary>
/// <remarks>
/// <code>
/// |V=2|P|RC=1 | PT=200 | length |   sender report
/// | SSRC | NTP time (64) | RTP time | packets | bytes |
/// | their SSRC | lost since last (8), lost (24) | highest sequence number | jitter | NTP time of their last report (middle 32) | its age |
/// |V=2|P|SC=1 | PT=202 | length |   source description
/// | SSRC | CNAME=1 (8) | 7 (8) | "sandbox" | 0, padded to 4 |
/// </code>
/// The jitter is 0: nothing on loopback depends on it.
/// </remarks>
internal sealed class RtcpReports(SrtpKeys keys, uint ssrc) : IDisposable
{
    private const byte SenderReport = 200;
    private const byte SourceDescription = 202;
    private const int ReportLength = 52;
    private const int DescriptionLength = 20;
    private const ulong SecondsTo1970 = 2_208_988_800; // NTP counts from 1900.

    private readonly Lock _lock = new();
    private readonly SrtcpCipher _ours = new(keys.Server);
    private readonly SrtcpCipher _theirs = new(keys.Client);
    private readonly byte[] _packet = new byte[ReportLength + DescriptionLength + SrtcpCipher.TrailerLength];
    private SrtpIndexes _indexes = new();
    private uint _theirSsrc;
    private (long Expected, long Received) _last;
    private uint _theirTime;
    private long _theirTimeReadAt;

    /// <summary>The second byte of RTCP is 192 to 223 (RFC 5761).</summary>
    public static bool IsRtcp(ReadOnlySpan<byte> packet) => packet.Length > 1 && packet[1] is >= 192 and <= 223;

    /// <summary>Counts an authentic RTP packet of the browser.</summary>
    public void Count(in RtpHeader header)
    {
        lock (_lock)
        {
            if (header.Ssrc != _theirSsrc)
            {
                (_theirSsrc, _indexes, _last) = (header.Ssrc, new(), default);
            }

            _indexes.TryUse(_indexes.Estimate(header.SequenceNumber));
        }
    }

    /// <summary>Reads a report of the browser. Decrypts in place.</summary>
    public void Read(Span<byte> packet)
    {
        lock (_lock)
        {
            if (_theirs.Unprotect(packet) is { Length: >= 16 } content && content[1] == SenderReport)
            {
                (_theirTime, _theirTimeReadAt) = (BinaryPrimitives.ReadUInt32BigEndian(content[10..]), Stopwatch.GetTimestamp());
            }
        }
    }

    /// <summary>The next report. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Write(DateTimeOffset now, uint timestamp, uint packets)
    {
        lock (_lock)
        {
            var report = _packet.AsSpan(0, ReportLength);
            var ticks = (ulong)(now - DateTimeOffset.UnixEpoch).Ticks;
            WriteHeader(report, SenderReport);
            BinaryPrimitives.WriteUInt32BigEndian(report[8..], (uint)((ticks / TimeSpan.TicksPerSecond) + SecondsTo1970));
            BinaryPrimitives.WriteUInt32BigEndian(report[12..], (uint)((ticks % TimeSpan.TicksPerSecond << 32) / TimeSpan.TicksPerSecond));
            BinaryPrimitives.WriteUInt32BigEndian(report[16..], timestamp);
            BinaryPrimitives.WriteUInt32BigEndian(report[20..], packets);
            BinaryPrimitives.WriteUInt32BigEndian(report[24..], packets * Audio.FrameLength);
            WriteReception(report[28..]);

            var description = _packet.AsSpan(ReportLength, DescriptionLength);
            WriteHeader(description, SourceDescription);
            (description[8], description[9]) = (1, 7);
            "sandbox\0\0\0"u8.CopyTo(description[10..]);
            _ours.Protect(_packet);
            return _packet;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _ours.Dispose();
            _theirs.Dispose();
        }
    }

    private void WriteHeader(Span<byte> packet, byte type)
    {
        packet.Clear();
        (packet[0], packet[1]) = (0x81, type);
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], (ushort)((packet.Length / 4) - 1)); // Words after the first.
        BinaryPrimitives.WriteUInt32BigEndian(packet[4..], ssrc);
    }

    private void WriteReception(Span<byte> block)
    {
        var (expected, received) = (_indexes.Expected, _indexes.Received);
        var (expectedSince, lostSince) = (expected - _last.Expected, expected - _last.Expected - (received - _last.Received));
        _last = (expected, received);
        BinaryPrimitives.WriteUInt32BigEndian(block, _theirSsrc);
        BinaryPrimitives.WriteUInt32BigEndian(block[4..], (uint)(expected - received) & 0xFF_FFFF);
        block[4] = (byte)(lostSince <= 0 ? 0 : Math.Min(255, lostSince * 256 / expectedSince));
        BinaryPrimitives.WriteUInt32BigEndian(block[8..], (uint)_indexes.Highest);
        BinaryPrimitives.WriteUInt32BigEndian(block[16..], _theirTime);
        BinaryPrimitives.WriteUInt32BigEndian(block[20..], _theirTime == 0 ? 0 : (uint)(Stopwatch.GetElapsedTime(_theirTimeReadAt).TotalSeconds * 65536));
    }
}
