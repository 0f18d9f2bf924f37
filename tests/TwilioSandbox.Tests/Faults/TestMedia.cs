using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using TwilioSandbox.Tests.Calls;

namespace TwilioSandbox.Tests.Faults;

/// <summary>Alice's and Bob's media: packets of one byte between two UDP ports, through the relay.</summary>
internal sealed partial class TestMedia : IDisposable
{
    private readonly UdpClient _alice = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly UdpClient _bob = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly IPEndPoint _relayForAlice;
    private readonly IPEndPoint _relayForBob;

    private TestMedia(string offered, string answered) => (_relayForAlice, _relayForBob) = (RelayOf(offered), RelayOf(answered));

    public static async Task<TestMedia> ConnectAsync(TestCall call)
    {
        await call.Alice.SendAsync("answer", new { callsid = call.CalleeSid, sdp = TestDevice.Answer });
        return new(call.OfferToAlice, (await call.Bob.ReceiveAsync("answer")).Text("sdp"));
    }

    public Task SendFromBobAsync(byte packet) => _bob.SendAsync(new byte[] { packet }, _relayForBob, TestContext.Current.CancellationToken).AsTask();

    public Task SendFromAliceAsync(byte packet) => _alice.SendAsync(new byte[] { packet }, _relayForAlice, TestContext.Current.CancellationToken).AsTask();

    public async Task<byte> ReceiveAtAliceAsync() =>
        (await _alice.ReceiveAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(SandboxApp.Limit)).Buffer[0];

    public void Dispose()
    {
        _alice.Dispose();
        _bob.Dispose();
    }

    // a=candidate:1 1 udp 2130706431 127.0.0.1 40123 typ host
    private static IPEndPoint RelayOf(string sdp) => IPEndPoint.Parse($"127.0.0.1:{Candidate().Match(sdp).Groups[1].Value}");

    [GeneratedRegex(@"a=candidate:\S+ 1 udp \d+ 127\.0\.0\.1 (\d+) typ host")]
    private static partial Regex Candidate();
}
