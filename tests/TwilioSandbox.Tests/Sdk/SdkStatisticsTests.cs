namespace TwilioSandbox.Tests.Sdk;

/// <summary>What the browser knows of the network from the reports of the sandbox (RTCP).</summary>
public sealed class SdkStatisticsTests(SdkPages pages) : SdkTest(pages)
{
    [Fact]
    public async Task Browser_knows_the_round_trip_time_and_the_clock_of_the_sandbox()
    {
        Sandbox.Voice.Says("<Play loop='0' digits='w'/>");
        var bob = await RegisteredAsync("bob");
        await bob.CallAsync(new { });
        await bob.SaysAsync("accept");
        var lost = await bob.Page.EvaluateAsync<int>("""
            async () => {
              for (;;) {
                const stats = [...(await phone.call._mediaHandler.version.pc.getStats()).values()];
                const outbound = stats.find((stat) => stat.type === 'remote-outbound-rtp' && stat.packetsSent > 1 && stat.remoteTimestamp > Date.now() - 60000);
                const inbound = stats.find((stat) => stat.type === 'remote-inbound-rtp' && stat.roundTripTime > 0);
                if (outbound && inbound) return inbound.packetsLost;
                await new Promise((resolve) => setTimeout(resolve, 100));
              }
            }
            """).WaitAsync(SandboxApp.Limit, TestContext.Current.CancellationToken);
        Assert.Equal(0, lost);
        await bob.DoAsync("hangUp");
        await bob.SaysAsync("disconnect");
    }
}
