using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using TwilioSandbox.Media;

namespace TwilioSandbox.Tests.Media;

public sealed class IceAgentTests : IDisposable
{
    private static readonly byte[] s_media = [0x80, 1, 2, 3];

    private readonly IceAgent _agent = new();
    private readonly UdpClient _browser = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly Channel<byte[]> _received = Channel.CreateUnbounded<byte[]>();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _receiving;

    public IceAgentTests() => _receiving = _agent.ReceiveAsync((packet, stop) => _received.Writer.WriteAsync(packet.ToArray(), stop), _stop.Token);

    public void Dispose()
    {
        _stop.Cancel();
        _agent.Dispose();
        _browser.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public void Agent_listens_on_loopback_only() => Assert.True(IPAddress.IsLoopback(_agent.EndPoint.Address));

    [Fact]
    public async Task Check_is_answered_with_the_address_of_the_browser_and_the_transaction()
    {
        var response = await CheckAsync(_browser, id: 7);

        Assert.Equal([0x01, 0x01], response[..2]);
        Assert.Equal(7, response[19]);
        var port = ((response[26] ^ 0x21) << 8) | (response[27] ^ 0x12);
        Assert.Equal(((IPEndPoint)_browser.Client.LocalEndPoint!).Port, port);
    }

    [Fact]
    public async Task Media_flows_in_both_directions_after_a_check()
    {
        await CheckAsync(_browser);
        await SendAsync(_browser, s_media);
        Assert.Equal(s_media, await NextAsync());
        _agent.Send(s_media);
        Assert.Equal(s_media, await ReceiveAsync(_browser));
        Assert.Equal(1, _agent.PacketsReceived);
    }

    [Theory]
    [InlineData("wrong password", null)]
    [InlineData(null, "wrongufr")]
    public async Task Another_process_cannot_divert_media_without_the_credentials(string? password, string? ufrag)
    {
        await CheckAsync(_browser);
        using var attacker = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await SendAsync(attacker, BindingRequest.Create(_agent.Credentials, 2, useCandidate: true, password, ufrag));
        await SendAsync(attacker, s_media);

        byte[] mine = [0x80, 9];
        await SendAsync(_browser, mine);
        Assert.Equal(mine, await NextAsync()); // And not the attacker's packet before it.
        _agent.Send(s_media);
        Assert.Equal(s_media, await ReceiveAsync(_browser));
        Assert.Equal(0, attacker.Available);
    }

    [Fact]
    public async Task Use_candidate_moves_the_media_to_a_new_address()
    {
        await CheckAsync(_browser);
        using var otherInterface = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await CheckAsync(otherInterface, useCandidate: true);

        _agent.Send(s_media);
        Assert.Equal(s_media, await ReceiveAsync(otherInterface));
    }

    [Fact]
    public async Task Restart_needs_the_new_credentials()
    {
        var old = _agent.Credentials;
        _agent.Restart();
        await SendAsync(_browser, BindingRequest.Create(old, id: 3));

        Assert.Equal(4, (await CheckAsync(_browser, id: 4))[19]); // The check with the old credentials got no response.
    }

    [Fact]
    public async Task Agent_ends_when_disposed()
    {
        _agent.Dispose();
        await _receiving.WaitAsync(SandboxApp.Limit, TestContext.Current.CancellationToken);
    }

    private async Task<byte[]> CheckAsync(UdpClient browser, byte id = 1, bool useCandidate = false)
    {
        await SendAsync(browser, BindingRequest.Create(_agent.Credentials, id, useCandidate));
        return await ReceiveAsync(browser);
    }

    private Task<int> SendAsync(UdpClient browser, byte[] packet) => browser.SendAsync(packet, _agent.EndPoint, TestContext.Current.CancellationToken).AsTask();

    private Task<byte[]> NextAsync() => _received.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(SandboxApp.Limit);

    private static async Task<byte[]> ReceiveAsync(UdpClient client)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(SandboxApp.Limit);
        return (await client.ReceiveAsync(limit.Token)).Buffer;
    }
}
