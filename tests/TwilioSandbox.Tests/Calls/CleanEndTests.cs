using Microsoft.Extensions.DependencyInjection;
using TwilioSandbox.Calls;
using TwilioSandbox.Tests.Faults;

namespace TwilioSandbox.Tests.Calls;

/// <summary>Counts sockets, timers and tasks before and after a call. These tests run alone, because those of other tests would be counted too.</summary>
[TestClass(DisableParallelization = true)]
public sealed class CleanEndTests : IDisposable
{
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(30);

    private static readonly Dictionary<string, Func<SandboxApp, TestCall, Task>> s_endings = new()
    {
        ["the caller hangs up"] = async (_, call) =>
        {
            await TestMedia.ConnectAsync(call);
            await call.HangUpAsync();
        },
        ["the callee hangs up"] = async (_, call) =>
        {
            await call.AnswerAsync();
            await call.Alice.SendAsync("hangup", new { callsid = call.CalleeSid });
            await call.Bob.ReceiveAsync("hangup");
        },
        ["the callee rejects"] = async (_, call) =>
        {
            await call.Alice.SendAsync("reject", new { callsid = call.CalleeSid });
            await call.Bob.ReceiveAsync("hangup");
        },
        ["the caller gives up"] = async (_, call) =>
        {
            await call.Bob.SendAsync("hangup", new { callsid = call.CallerSid });
            await call.Alice.ReceiveAsync("cancel");
        },
        ["nobody answers"] = async (sandbox, call) =>
        {
            sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
            await call.Alice.ReceiveAsync("cancel");
            await call.Bob.ReceiveAsync("hangup");
        },
    };

    private static readonly Dictionary<string, Func<SandboxApp, TestCall, Task>> s_losses = new(s_endings)
    {
        ["the caller does not come back"] = async (sandbox, call) =>
        {
            await call.AnswerAsync();
            call.Bob.Dispose();
            await sandbox.EventAsync("client.disconnected");
            sandbox.Clock.Advance(s_grace);
            await sandbox.EventAsync("call.ended");
        },
        ["nobody comes back"] = async (sandbox, call) =>
        {
            await call.AnswerAsync();
            call.Dispose();
            await sandbox.EventAsync("client.disconnected", count: 2);
            sandbox.Clock.Advance(s_grace);
            await sandbox.EventAsync("call.ended");
        },
        ["the callee goes away while it rings"] = async (sandbox, call) =>
        {
            call.Alice.Dispose();
            await call.Bob.ReceiveAsync("hangup");
            sandbox.Clock.Advance(s_grace);
        },
        ["the sandbox is reset"] = async (sandbox, call) =>
        {
            await call.AnswerAsync();
            using var reset = await sandbox.SendAsync(HttpMethod.Delete, "/sandbox");
        },
    };

    private readonly SandboxApp _sandbox = new();

    public CleanEndTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Sockets are counted in /proc.");
        RunningTasks.Watch();
        _sandbox.Settings["StatusCallbackUrl"] = "http://localhost:5101/status";
        _sandbox.Settings["RingTimeout"] = "00:00:01";
        _sandbox.Voice.Says("", "/status");
        _sandbox.StartServer();
    }

    public static TheoryData<string> Endings => [.. s_endings.Keys];

    public static TheoryData<string> Losses => [.. s_losses.Keys];

    public void Dispose()
    {
        _sandbox.Dispose();
        RunningTasks.Unwatch();
    }

    [Theory, MemberData(nameof(Losses))]
    public async Task Nothing_remains_when_the_devices_are_gone(string ending)
    {
        var before = Holdings.Of(_sandbox);
        Assert.Equal(("", ""), (before.Timers, before.Tasks));
        using (var call = await TestCall.RingAsync(_sandbox))
        {
            await s_losses[ending](_sandbox, call);
        }

        await before.ComesBackAsync(_sandbox, afterEach: s_grace);
    }

    [Theory, MemberData(nameof(Endings))]
    public async Task Only_the_devices_remain_after_a_call(string ending)
    {
        using var alice = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "alice"));
        using var bob = await _sandbox.ConnectAsync(_sandbox.Token(outgoing: "bob"));
        var before = Holdings.Of(_sandbox);
        for (var i = 0; i < 3; i++)
        {
            await s_endings[ending](_sandbox, await TestCall.RingAsync(alice, bob));
            await before.ComesBackAsync(_sandbox);
        }
    }

    [Fact]
    public async Task Old_call_is_released_when_the_call_log_is_full()
    {
        using var alice = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "alice"));
        using var bob = await _sandbox.ConnectAsync(_sandbox.Token(outgoing: "bob"));
        var first = await CallAsync(alice, bob);
        for (var later = 0; later <= CallLog.Capacity; later++)
        {
            await CallAsync(alice, bob);
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(first.IsAlive, "Something still holds the first call.");
    }

    // In its own method, so that the test holds no reference to the call. A leg references its whole call.
    private async Task<WeakReference> CallAsync(TestDevice alice, TestDevice bob)
    {
        var call = await TestCall.RingAsync(alice, bob);
        await s_endings["the callee hangs up"](_sandbox, call);
        var leg = _sandbox.Services.GetRequiredService<CallLog>().FindLeg("bob", call.CallerSid);
        Assert.NotNull(leg);
        return new(leg);
    }

    [Theory]
    [InlineData("<Pause length='60'/>", "call.paused")]
    [InlineData("<Play loop='0' digits='1'/>", "voice.played")]
    [InlineData("<Gather><Play loop='0' digits='1'/></Gather>", "voice.played")]
    [InlineData("<Dial answerOnBridge='true'><Client>nobody</Client></Dial><Pause length='60'/>", "call.paused")]
    public async Task Nothing_remains_of_TwiML_after_a_caller_hangup(string twiml, string reached)
    {
        using var bob = await _sandbox.ConnectAsync(_sandbox.Token(outgoing: "bob"));
        var before = Holdings.Of(_sandbox);
        _sandbox.Voice.Says(twiml);
        await bob.InviteAsync("TJ1", "");
        await _sandbox.EventAsync(reached);
        await bob.SendAsync("hangup", new { callsid = "TJ1" });
        await before.ComesBackAsync(_sandbox);
    }

    [Fact]
    public async Task Nothing_remains_of_a_webhook_after_a_caller_hangup()
    {
        using var bob = await _sandbox.ConnectAsync(_sandbox.Token(outgoing: "bob"));
        var before = Holdings.Of(_sandbox);
        var gate = new TaskCompletionSource();
        _sandbox.Voice.Gate = gate.Task;
        await bob.InviteAsync("TJ1", "");
        await _sandbox.Voice.ReceiveAsync("/voice");
        await bob.SendAsync("hangup", new { callsid = "TJ1" });
        // The application still receives the end of the call.
        gate.SetResult();
        await before.ComesBackAsync(_sandbox);
    }
}
