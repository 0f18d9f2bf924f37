namespace TwilioSandbox.Media.Endpoint;

/// <summary>The indexes of one source's packets: how often the sequence number has rolled over, and which packets were received.</summary>
internal sealed class SrtpIndexes
{
    private const int Window = 64;

    private ulong? _highest;
    private ulong _first;
    private ulong _received; // Bit n: the packet n before the highest one.

    public ulong Highest => _highest ?? 0;

    /// <summary>Packets between the first and the highest index.</summary>
    public long Expected => _highest is { } highest ? (long)(highest - _first) + 1 : 0;

    /// <summary>Packets that were received.</summary>
    public long Received { get; private set; }

    /// <summary>The index nearest to the highest one (RFC 3711, 3.3.1).</summary>
    public ulong Estimate(ushort sequenceNumber)
    {
        if (_highest is not { } highest)
        {
            return sequenceNumber;
        }

        var (rollovers, last) = (highest >> 16, (int)(highest & 0xFFFF));
        var difference = sequenceNumber - last;
        return difference > 0x8000 && rollovers > 0 ? ((rollovers - 1) << 16) | sequenceNumber
            : difference < -0x8000 ? ((rollovers + 1) << 16) | sequenceNumber
            : (rollovers << 16) | sequenceNumber;
    }

    /// <returns>Whether the packet is new.</returns>
    public bool TryUse(ulong index)
    {
        if (_highest is not { } highest || index > highest)
        {
            var ahead = index - (_highest ?? index);
            (_received, _first, _highest) = ((ahead < Window ? _received << (int)ahead : 0) | 1, _highest is null ? index : _first, index);
            Received++;
            return true;
        }

        var behind = highest - index;
        if (behind >= Window || (_received & (1UL << (int)behind)) != 0)
        {
            return false;
        }

        _received |= 1UL << (int)behind;
        Received++;
        return true;
    }
}
