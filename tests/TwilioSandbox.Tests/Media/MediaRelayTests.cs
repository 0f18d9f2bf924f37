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
    public void Relay_listens_on_loopback_only() => Assert.All([_relay.Caller, _relay.Callee], leg => Assert.True(IPAddress.IsLoopback(leg.EndPoint.Address)));

    [Fact]
    public async Task Check_is_answered_with_the_address_of_the_browser_and_the_transaction()
    {
        var response = await CheckAsync(_caller, _relay.Caller, id: 7);

        Assert.Equal([0x01, 0x01], response[..2]);
        Assert.Equal(7, response[19]);
        var port = ((response[26] ^ 0x21) << 8) | (response[27] ^ 0x12);
        Assert.Equal(((IPEndPoint)_caller.Client.LocalEndPoint!).Port, port);
    }

    [Fact]
    public async Task Media_reaches_the_other_side_after_both_have_checked()
    {
        await CheckBothAsync();
        await SendAsync(_caller, s_media, _relay.Caller);
        Assert.Equal(s_media, await ReceiveAsync(_callee));
        await SendAsync(_callee, s_media, _relay.Callee);
        Assert.Equal(s_media, await ReceiveAsync(_caller));
        Assert.Equal((1, 1), (_relay.Caller.PacketsReceived, _relay.Callee.PacketsReceived));
    }

    [Theory]
    [InlineData("wrong password", null)]
    [InlineData(null, "wrongufr")]
    public async Task Another_process_cannot_divert_media_without_the_credentials(string? password, string? ufrag)
    {
        await CheckBothAsync();
        using var attacker = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await SendAsync(attacker, BindingRequest.Create(_relay.Caller.Credentials, 2, useCandidate: true, password, ufrag), _relay.Caller);
        await SendAsync(attacker, s_media, _relay.Caller);

        byte[] mine = [0x80, 9];
        await SendAsync(_caller, mine, _relay.Caller);
        Assert.Equal(mine, await ReceiveAsync(_callee)); // And not the attacker's packet before it.
        await SendAsync(_callee, s_media, _relay.Callee);
        Assert.Equal(s_media, await ReceiveAsync(_caller));
        Assert.Equal(0, attacker.Available);
    }

    [Fact]
    public async Task Use_candidate_moves_the_media_to_a_new_address()
    {
        await CheckBothAsync();
        using var otherInterface = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await CheckAsync(otherInterface, _relay.Caller, useCandidate: true);

        await SendAsync(_callee, s_media, _relay.Callee);
        Assert.Equal(s_media, await ReceiveAsync(otherInterface));
    }

    [Fact]
    public async Task Restart_needs_the_new_credentials()
    {
        await CheckBothAsync();
        var old = _relay.Caller.Credentials;
        _relay.Caller.Restart();
        await SendAsync(_caller, BindingRequest.Create(old, id: 3), _relay.Caller);

        Assert.Equal(4, (await CheckAsync(_caller, _relay.Caller, id: 4))[19]); // The check with the old credentials got no response.
    }

    [Fact]
    public async Task Relay_ends_when_disposed()
    {
        _relay.Dispose();
        await _relay.Completion.WaitAsync(SandboxApp.Limit, TestContext.Current.CancellationToken);
    }

    private async Task CheckBothAsync()
    {
        await CheckAsync(_caller, _relay.Caller);
        await CheckAsync(_callee, _relay.Callee);
    }

    private static async Task<byte[]> CheckAsync(UdpClient browser, IceAgent leg, byte id = 1, bool useCandidate = false)
    {
        await SendAsync(browser, BindingRequest.Create(leg.Credentials, id, useCandidate), leg);
        return await ReceiveAsync(browser);
    }

    private static Task<int> SendAsync(UdpClient browser, byte[] packet, IceAgent leg) =>
        browser.SendAsync(packet, leg.EndPoint, TestContext.Current.CancellationToken).AsTask();

    private static async Task<byte[]> ReceiveAsync(UdpClient client)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(SandboxApp.Limit);
        return (await client.ReceiveAsync(limit.Token)).Buffer;
    }
}
