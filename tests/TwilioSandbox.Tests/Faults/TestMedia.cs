using System.Net;
using System.Net.Sockets;
using TwilioSandbox.Media;
using TwilioSandbox.Tests.Calls;
using TwilioSandbox.Tests.Media;

namespace TwilioSandbox.Tests.Faults;

/// <summary>Alice's and Bob's media: packets of one byte between two UDP ports, through the relay.</summary>
internal sealed class TestMedia : IDisposable
{
    private readonly UdpClient _alice = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly UdpClient _bob = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly IPEndPoint _relayForAlice;
    private readonly IPEndPoint _relayForBob;

    private TestMedia(string offered, string answered) => (_relayForAlice, _relayForBob) = (RelayOf(offered), RelayOf(answered));

    public static async Task<TestMedia> ConnectAsync(TestCall call)
    {
        await call.Alice.SendAsync("answer", new { callsid = call.CalleeSid, sdp = TestDevice.Answer });
        var answer = (await call.Bob.ReceiveAsync("answer")).Text("sdp");
        var media = new TestMedia(call.OfferToAlice, answer);
        await CheckAsync(media._alice, media._relayForAlice, call.OfferToAlice);
        await CheckAsync(media._bob, media._relayForBob, answer);
        return media;
    }

    public Task SendFromBobAsync(byte packet) => SendAsync(_bob, packet, _relayForBob);

    public Task SendFromAliceAsync(byte packet) => SendAsync(_alice, packet, _relayForAlice);

    public async Task<byte> ReceiveAtAliceAsync() =>
        (await _alice.ReceiveAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(SandboxApp.Limit))
        .Buffer[0];

    public void Dispose()
    {
        _alice.Dispose();
        _bob.Dispose();
    }

    private static Task<int> SendAsync(UdpClient browser, byte packet, IPEndPoint relay) => browser.SendAsync(new byte[] { packet }, relay, TestContext.Current.CancellationToken).AsTask();

    private static async Task CheckAsync(UdpClient browser, IPEndPoint relay, string sdp)
    {
        await browser.SendAsync(BindingRequest.Create(new IceCredentials(ValueOf(sdp, "a=ice-ufrag:"), ValueOf(sdp, "a=ice-pwd:"))), relay, TestContext.Current.CancellationToken);
        await browser.ReceiveAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(SandboxApp.Limit);
    }

    // a=candidate:1 1 udp 2130706431 127.0.0.1 40123 typ host
    private static IPEndPoint RelayOf(string sdp) => IPEndPoint.Parse($"127.0.0.1:{ValueOf(sdp, "a=candidate:").Split(' ')[5]}");

    private static string ValueOf(string sdp, string attribute) => sdp.Split("\r\n").Single(line => line.StartsWith(attribute, StringComparison.Ordinal))[attribute.Length..];
}
