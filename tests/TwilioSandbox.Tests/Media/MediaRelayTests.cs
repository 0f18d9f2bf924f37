using System.Net;
using System.Net.Sockets;
using TwilioSandbox.Media;

namespace TwilioSandbox.Tests.Media;

public sealed class MediaRelayTests : IDisposable
{
    private static readonly byte[] s_media = [0x80, 1, 2, 3];

    private readonly MediaRelay _relay = new();
    private readonly UdpClient _caller = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly UdpClient _callee = new(new IPEndPoint(IPAddress.Loopback, 0));

    public void Dispose()
    {
        _relay.Dispose();
        _caller.Dispose();
        _callee.Dispose();
    }

    [Fact]
    public void Listens_on_loopback_only() => Assert.All([_relay.CallerEndPoint, _relay.CalleeEndPoint], end => Assert.True(IPAddress.IsLoopback(end.Address)));

    [Fact]
    public async Task Media_reaches_the_other_side()
    {
        await IntroduceAsync();
        await _caller.SendAsync(s_media, _relay.CallerEndPoint, TestContext.Current.CancellationToken);
        Assert.Equal(s_media, await ReceiveAsync(_callee));
        await _callee.SendAsync(s_media, _relay.CalleeEndPoint, TestContext.Current.CancellationToken);
        Assert.Equal(s_media, await ReceiveAsync(_caller));
    }

    [Fact]
    public async Task STUN_response_goes_to_the_address_of_its_request()
    {
        await IntroduceAsync();
        using var otherInterface = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await otherInterface.SendAsync(StunRequest(7), _relay.CallerEndPoint, TestContext.Current.CancellationToken);
        Assert.Equal(StunRequest(7), await ReceiveAsync(_callee));

        await _callee.SendAsync(StunResponse(7), _relay.CalleeEndPoint, TestContext.Current.CancellationToken);
        Assert.Equal(StunResponse(7), await ReceiveAsync(otherInterface));
    }

    [Fact]
    public async Task USE_CANDIDATE_moves_the_media_to_a_new_address()
    {
        await IntroduceAsync();
        using var otherInterface = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await otherInterface.SendAsync(StunRequest(8, useCandidate: true), _relay.CallerEndPoint, TestContext.Current.CancellationToken);
        await ReceiveAsync(_callee);

        await _callee.SendAsync(s_media, _relay.CalleeEndPoint, TestContext.Current.CancellationToken);
        Assert.Equal(s_media, await ReceiveAsync(otherInterface));
    }

    [Fact]
    public async Task Ends_when_disposed()
    {
        _relay.Dispose();
        await _relay.Completion.WaitAsync(SandboxApp.Limit, TestContext.Current.CancellationToken);
    }

    // The relay learns each address from the first packet. The caller's first packet is dropped, because the callee is unknown.
    private async Task IntroduceAsync()
    {
        await _caller.SendAsync(StunRequest(1), _relay.CallerEndPoint, TestContext.Current.CancellationToken);
        while (_relay.PacketsFromCaller == 0)
        {
            await Task.Yield();
        }

        await _callee.SendAsync(StunRequest(2), _relay.CalleeEndPoint, TestContext.Current.CancellationToken);
        Assert.Equal(StunRequest(2), await ReceiveAsync(_caller));
    }

    private static async Task<byte[]> ReceiveAsync(UdpClient client)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(SandboxApp.Limit);
        return (await client.ReceiveAsync(limit.Token)).Buffer;
    }

    private static byte[] StunRequest(byte id, bool useCandidate = false) => Stun(0x0001, id, useCandidate ? [0x00, 0x25, 0, 0] : []);

    private static byte[] StunResponse(byte id) => Stun(0x0101, id, []);

    private static byte[] Stun(ushort type, byte id, byte[] attributes) =>
        [(byte)(type >> 8), (byte)type, 0, (byte)attributes.Length, 0x21, 0x12, 0xA4, 0x42, .. new byte[11], id, .. attributes];
}
