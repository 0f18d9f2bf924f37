using EndToEnd.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using TwilioSandbox.Signaling;

namespace TwilioSandbox.Tests.Sdk;

/// <summary>The browser that all of these tests share. Several run at a time.</summary>
[CollectionDefinition("SDK")]
public sealed class SdkTests : ICollectionFixture<SdkPages>;

/// <summary>A sandbox of its own for each test, and phones for the people in it.</summary>
[Collection("SDK")]
public abstract class SdkTest(SdkPages pages, bool inRealTime = false) : IAsyncDisposable
{
    protected const string Capability = "capability";
    protected const string Access = "access";

    private static readonly TimeSpan s_heartbeat = TimeSpan.FromSeconds(5);

    private readonly List<SdkPhone> _phones = [];
    private readonly List<IPage> _windows = [];
    private ITimer? _heartbeat;

    protected SandboxApp Sandbox { get; } = new(inRealTime);

    public async ValueTask DisposeAsync()
    {
        await (_heartbeat?.DisposeAsync() ?? ValueTask.CompletedTask);
        if (TestContext.Current.TestState is { Result: TestResult.Failed } state)
        {
            await SdkEvidence.SaveAsync(string.Join('\n', state.ExceptionMessages ?? []), _phones, _windows, Sandbox);
            await pages.RetireAsync([.. _phones.Select(phone => phone.Page), .. _windows]);
        }
        else
        {
            foreach (var phone in _phones)
            {
                await pages.ReturnAsync(phone.Page);
            }

            foreach (var window in _windows)
            {
                await ContextTrace.StopAsync(window.Context);
                await window.Context.DisposeAsync();
            }
        }

        await NothingRemainsAsync();
        await Sandbox.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    // However a test ends: when the phones are gone, and who might have come back has had the time to, the sandbox waits for nothing.
    private async Task NothingRemainsAsync()
    {
        using var limit = new CancellationTokenSource(SandboxApp.Limit);
        while (Sandbox.Timers.Waiting.Any())
        {
            Assert.False(limit.IsCancellationRequested, $"Timers remain: {string.Join(", ", Sandbox.Timers.Waiting)}.");
            Sandbox.Clock.Advance(TimeSpan.FromSeconds(30));
            await Task.Yield();
        }
    }

    /// <summary>A phone that is registered and may call.</summary>
    protected async Task<SdkPhone> RegisteredAsync(string name, string tokenKind = Capability, int? hertz = null)
    {
        var phone = await OpenAsync(name, hertz);
        await phone.RegisterAsync(Token(name, tokenKind).ToString());
        await phone.SaysAsync("registered");
        return phone;
    }

    protected async Task<SdkPhone> OpenAsync(string name, int? hertz = null)
    {
        Sandbox.StartServer();
        _heartbeat ??= KeepAlive(Sandbox.Services.GetRequiredService<Connections>());
        var phone = new SdkPhone(await pages.OpenAsync(Sandbox.ClientOptions.BaseAddress, hertz), name);
        _phones.Add(phone);
        return phone;
    }

    // The sandbox's clock stands still, the SDK's does not: without a heartbeat it gives up the connection after 15 s.
    private static ITimer KeepAlive(Connections connections) => TimeProvider.System.CreateTimer(
        _ => Array.ForEach(connections.Read(), device => device.Send(Reply.Newline)), null, s_heartbeat, s_heartbeat);

    /// <summary>An empty window in a browser profile of its own.</summary>
    protected async Task<IPage> OpenWindowAsync()
    {
        Sandbox.StartServer();
        var window = await pages.OpenWindowAsync(Sandbox.ClientOptions.BaseAddress);
        _windows.Add(window);
        return window;
    }

    protected TestToken Token(string name, string kind = Capability, int ttl = 3600) =>
        (kind == Capability ? Sandbox.Token(incoming: name, outgoing: name) : TestToken.Access(Sandbox.Clock, name))
        .With("exp", Sandbox.Clock.GetUtcNow().ToUnixTimeSeconds() + ttl);

    /// <summary>Bob calls, and Alice's phone rings. The two have different kinds of token unless a test says otherwise.</summary>
    protected async Task<(SdkPhone Bob, SdkPhone Alice)> RingAsync(string caller = Access, string callee = Capability)
    {
        var (bob, alice) = (await RegisteredAsync("bob", caller), await RegisteredAsync("alice", callee));
        await bob.CallAsync(new { To = "alice" });
        await alice.SaysAsync("incoming client:bob");
        await bob.SaysAsync("ringing");
        return (bob, alice);
    }

    /// <summary>Bob has called, and Alice has accepted.</summary>
    protected async Task<(SdkPhone Bob, SdkPhone Alice)> TalkAsync(string caller = Access, string callee = Capability)
    {
        var (bob, alice) = await RingAsync(caller, callee);
        await alice.DoAsync("accept");
        await alice.SaysAsync("accept");
        await bob.SaysAsync("accept");
        return (bob, alice);
    }

    /// <summary>Breaks a phone's connection, as a network does.</summary>
    protected void Drop(SdkPhone phone) =>
        Sandbox.Services.GetRequiredService<Connections>().Read().Where(device => device.ClientName == phone.Name).ToList().ForEach(device => device.Drop());
}
