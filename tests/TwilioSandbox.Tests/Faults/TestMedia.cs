using System.Net;
using System.Net.Sockets;
using TwilioSandbox.Media;
using TwilioSandbox.Tests.Calls;
using TwilioSandbox.Tests.Media;

namespace TwilioSandbox.Tests.Faults;

/// <summary>The sound of Alice and Bob: an ICE check of each, and packets that are no RTP.</summary>
internal static class TestMedia
{
    public static async Task ConnectAsync(TestCall call)
    {
        await call.Alice.SendAsync("answer", new { callsid = call.CalleeSid, sdp = TestDevice.Answer });
        var answer = (await call.Bob.ReceiveAsync("answer")).Text("sdp");
        await CheckAsync(call.OfferToAlice);
        await CheckAsync(answer);
    }

    private static async Task CheckAsync(string sdp)
    {
        using var browser = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var endpoint = EndPointOf(sdp);
        await browser.SendAsync(BindingRequest.Create(new IceCredentials(ValueOf(sdp, "a=ice-ufrag:"), ValueOf(sdp, "a=ice-pwd:"))), endpoint, TestContext.Current.CancellationToken);
        await browser.ReceiveAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(SandboxApp.Limit);
        await browser.SendAsync(new byte[] { 1 }, endpoint, TestContext.Current.CancellationToken);
    }

    // a=candidate:1 1 udp 2130706431 127.0.0.1 40123 typ host
    private static IPEndPoint EndPointOf(string sdp) => IPEndPoint.Parse($"127.0.0.1:{ValueOf(sdp, "a=candidate:").Split(' ')[5]}");

    private static string ValueOf(string sdp, string attribute) => sdp.Split("\r\n").Single(line => line.StartsWith(attribute, StringComparison.Ordinal))[attribute.Length..];
}
