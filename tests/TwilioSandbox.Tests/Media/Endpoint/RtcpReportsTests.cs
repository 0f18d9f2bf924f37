using System.Buffers.Binary;
using System.Security.Cryptography;
using TwilioSandbox.Media.Endpoint;

namespace TwilioSandbox.Tests.Media.Endpoint;

public sealed class RtcpReportsTests : IDisposable
{
    private const uint OurSsrc = 0x01020304;
    private const uint TheirSsrc = 0x0A0B0C0D;

    private static readonly SrtpKeys s_keys = SrtpKeys.Read(RandomNumberGenerator.GetBytes(SrtpKeys.Length));
    private static readonly DateTimeOffset s_now = new(1970, 1, 1, 0, 0, 1, 500, TimeSpan.Zero);

    private readonly RtcpReports _reports = new(s_keys, OurSsrc);
    private readonly SrtcpCipher _receiver = new(s_keys.Server);
    private readonly SrtcpCipher _browser = new(s_keys.Client);

    public void Dispose()
    {
        _reports.Dispose();
        _receiver.Dispose();
        _browser.Dispose();
    }

    [Fact]
    public void Report_has_the_layout_of_the_RFC()
    {
        var packet = _reports.Write(s_now, timestamp: 0x11223344, packets: 3).ToArray();
        Assert.Equal("81C8000C01020304", Convert.ToHexString(packet[..8]));
        Assert.Equal(
            "81C8000C01020304" + "83AA7E8180000000" + "11223344" + "00000003" + "000001E0" + new string('0', 48) + "81CA000401020304" + "010773616E64626F78000000",
            Convert.ToHexString(_receiver.Unprotect(packet)));
    }

    [Fact]
    public void Report_counts_what_was_lost_and_how_much_since_the_last_report()
    {
        Count(65_534, 65_535, 1, 1, 3);
        Assert.Equal((85, 2, 0x1_0003u), ReadLoss()); // 2 of 6, in 256ths.
        Count(4, 5);
        Assert.Equal((0, 2, 0x1_0005u), ReadLoss());
        Assert.Equal((0, 2, 0x1_0005u), ReadLoss());
    }

    [Fact]
    public void Report_repeats_the_time_of_the_last_report_of_the_browser_and_its_age()
    {
        _reports.Read(BrowserReport());
        var report = Write();
        Assert.Equal(0x33445566u, BinaryPrimitives.ReadUInt32BigEndian(report.AsSpan(44)));
        Assert.InRange(BinaryPrimitives.ReadUInt32BigEndian(report.AsSpan(48)), 0u, 65536u * (uint)SandboxApp.Limit.TotalSeconds);
    }

    [Fact]
    public void Report_that_was_changed_on_its_way_or_repeated_is_dropped()
    {
        var packet = BrowserReport();
        using var receiver = new SrtcpCipher(s_keys.Client);
        for (var i = 0; i < packet.Length; i++)
        {
            byte[] changed = [.. packet];
            changed[i] ^= 1;
            Assert.Empty(receiver.Unprotect(changed).ToArray());
            Assert.Empty(receiver.Unprotect(packet.AsSpan(0, i)).ToArray());
        }

        Assert.Equal(28, receiver.Unprotect([.. packet]).Length);
        Assert.Empty(receiver.Unprotect([.. packet]).ToArray());
    }

    private byte[] BrowserReport()
    {
        byte[] packet = [.. Convert.FromHexString("80C800060A0B0C0D" + "1122334455667788" + "000000000000000000000000"), .. new byte[SrtcpCipher.TrailerLength]];
        _browser.Protect(packet);
        return packet;
    }

    private void Count(params ushort[] sequenceNumbers) =>
        Array.ForEach(sequenceNumbers, number => _reports.Count(new RtpHeader(RtpHeader.MinLength, HasPadding: false, PayloadType: 0, number, TheirSsrc)));

    private byte[] Write() => _receiver.Unprotect(_reports.Write(s_now, 0, 0).ToArray()).ToArray();

    private (int Fraction, int Lost, uint Highest) ReadLoss()
    {
        var block = Write().AsSpan(28);
        Assert.Equal(TheirSsrc, BinaryPrimitives.ReadUInt32BigEndian(block));
        return (block[4], (int)(BinaryPrimitives.ReadUInt32BigEndian(block[4..]) & 0xFF_FFFF), BinaryPrimitives.ReadUInt32BigEndian(block[8..]));
    }
}
