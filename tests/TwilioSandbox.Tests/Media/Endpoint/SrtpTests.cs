using System.Buffers.Binary;
using System.Security.Cryptography;
using TwilioSandbox.Media.Endpoint;
using TwilioSandbox.Media.Sounds;

namespace TwilioSandbox.Tests.Media.Endpoint;

public sealed class SrtpTests : IDisposable
{
    private const uint Ssrc = 0xCAFEBABE;

    private static readonly SrtpKey s_key = new(Convert.FromHexString("E1F97A0D3E018BE0D64FA32C06DE4139"), Convert.FromHexString("0EC675AD498AFEEBB6960B3AABE6"));
    private static readonly byte[] s_frame = [.. Enumerable.Range(0, Audio.FrameLength).Select(n => (byte)n)];

    private readonly RtpSender _sender = new(s_key, Ssrc);
    private readonly SrtpReceiver _receiver = new(s_key);

    public void Dispose()
    {
        _sender.Dispose();
        _receiver.Dispose();
    }

    // RFC 3711, B.2.
    [Fact]
    public void Key_stream_is_that_of_the_RFC()
    {
        using var aes = Aes.Create();
        aes.Key = Convert.FromHexString("2B7E151628AED2A6ABF7158809CF4F3C");
        var stream = new byte[48];
        SrtpCipher.XorStream(aes, Convert.FromHexString("F0F1F2F3F4F5F6F7F8F9FAFBFCFD0000"), stream, new byte[48], new byte[48]);
        Assert.Equal("E03EAD0935C95E80E166B16DD92B4EB4D23513162B02D0F72A43A2FE4A5F97AB41E95B3BB0A2E8DD477901E4FCA894C0", Convert.ToHexString(stream));
    }

    // RFC 3711, B.3.
    [Theory]
    [InlineData(0, "C61E7A93744F39EE10734AFE3FF7A087")]
    [InlineData(1, "CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4")]
    [InlineData(2, "30CBBC08863D8C85D49DB34A9AE1")]
    public void Session_keys_are_those_of_the_RFC(byte label, string expected)
    {
        using var aes = Aes.Create();
        aes.Key = s_key.Key;
        Assert.Equal(expected, Convert.ToHexString(SrtpCipher.Derive(aes, s_key.Salt, label, expected.Length / 2)));
    }

    [Fact]
    public void Frame_is_received_as_it_was_sent()
    {
        var packet = _sender.Write(s_frame).ToArray();
        Assert.NotEqual(s_frame, packet[12..172]);
        Assert.Equal(s_frame, Receive(packet));
    }

    [Fact]
    public void Second_copy_of_a_packet_is_dropped()
    {
        var packet = _sender.Write(s_frame).ToArray();
        Assert.Equal(s_frame, Receive([.. packet]));
        Assert.Empty(Receive([.. packet]));
    }

    [Fact]
    public void Packet_that_was_changed_on_its_way_is_dropped()
    {
        var packet = _sender.Write(s_frame).ToArray();
        for (var i = 0; i < packet.Length; i++)
        {
            byte[] changed = [.. packet];
            changed[i] ^= 1;
            Assert.Empty(Receive(changed));
        }

        Assert.Equal(s_frame, Receive(packet));
    }

    [Fact]
    public void Every_packet_arrives_when_the_sequence_number_rolls_over()
    {
        for (var i = 0; i < 0x1_8000; i++)
        {
            Assert.Equal(Audio.FrameLength, Receive(_sender.Write(s_frame).ToArray()).Length);
        }
    }

    [Fact]
    public void Timestamp_advances_by_a_frame_and_only_the_first_packet_has_the_marker()
    {
        var (first, second) = (_sender.Write(s_frame).ToArray(), _sender.Write(s_frame).ToArray());
        Assert.Equal((0x80, 0), (first[1], second[1]));
        Assert.Equal(160u, BinaryPrimitives.ReadUInt32BigEndian(second.AsSpan(4)) - BinaryPrimitives.ReadUInt32BigEndian(first.AsSpan(4)));
    }

    [Theory]
    [InlineData(new int[] { 10, 12, 11 }, new bool[] { true, true, true })]
    [InlineData(new int[] { 10, 10 }, new bool[] { true, false })]
    [InlineData(new int[] { 100, 36, 37 }, new bool[] { true, false, true })]
    [InlineData(new int[] { 0, 200, 136, 137, 137 }, new bool[] { true, true, false, true, false })]
    public void Index_is_used_once_within_the_window(int[] indexes, bool[] expected)
    {
        var used = new SrtpIndexes();
        Assert.Equal(expected, indexes.Select(index => used.TryUse((ulong)index)));
    }

    [Theory]
    [InlineData(0xFFFF, 0, 0x1_0000)]
    [InlineData(0x1_0000, 0xFFFF, 0xFFFF)]
    [InlineData(0x1_0005, 4, 0x1_0004)]
    [InlineData(5, 0xFFFF, 0xFFFF)]
    public void Index_is_the_nearest_to_the_highest(int highest, ushort sequenceNumber, int expected)
    {
        var indexes = new SrtpIndexes();
        indexes.TryUse((ulong)highest);
        Assert.Equal((ulong)expected, indexes.Estimate(sequenceNumber));
    }

    private byte[] Receive(byte[] packet)
    {
        var content = _receiver.Unprotect(packet, out var header);
        return content.IsEmpty ? [] : header.PayloadOf(content).ToArray();
    }
}
