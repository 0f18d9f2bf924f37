using TwilioSandbox.Media.Endpoint;
using TwilioSandbox.Tests.Faults;

namespace TwilioSandbox.Tests.Calls;

public sealed class LostSoundTests
{
    [Fact]
    public async Task Call_ends_30_seconds_after_the_browsers_have_vanished()
    {
        var clock = new MediaClock(isManual: true);
        await using var sandbox = new SandboxApp { MediaClock = clock };
        using var call = await TestCall.RingAsync(sandbox);
        await TestMedia.ConnectAsync(call);
        for (var i = 0; i <= 1500; i++)
        {
            clock.Tick();
        }

        await call.Alice.ReceiveAsync("hangup");
        await call.Bob.ReceiveAsync("hangup");
        Assert.Contains("has been lost for 30 s", (await sandbox.EventAsync("call.ended")).Text("message"), StringComparison.Ordinal);
    }
}
