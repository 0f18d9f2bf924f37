using EndToEnd.Harness;
using Org.BouncyCastle.Tls;
using TwilioSandbox.Media.Endpoint;
using TwilioSandbox.Media.Sounds;

namespace TwilioSandbox.Tests.Media.Endpoint;

public sealed class AudioEndpointTests : IDisposable
{
    private readonly AudioEndpoint _endpoint = new(new MediaClock());
    private readonly TestBrowser _browser = new();

    public void Dispose()
    {
        _endpoint.Dispose();
        _browser.Dispose();
    }

    [Fact]
    public async Task Sound_goes_both_ways_after_an_answer()
    {
        _endpoint.Connect(_browser.Sdp);
        var answer = _endpoint.Answer(_browser.Sdp);
        Assert.Contains("a=mid:a1\r\n", answer, StringComparison.Ordinal);
        await _browser.ConnectAsync(answer);
        await SoundGoesBothWaysAsync();
    }

    [Fact]
    public async Task Sound_goes_both_ways_after_an_offer_even_if_the_browser_is_early()
    {
        var connecting = _browser.ConnectAsync(_endpoint.Offer());
        await Wait.UntilAsync("a packet of the browser", () => Task.FromResult(_endpoint.PacketsReceived), packets => packets > 0, SandboxApp.Limit);
        _endpoint.Connect(_browser.Sdp);
        await connecting;
        await SoundGoesBothWaysAsync();
    }

    [Fact]
    public async Task Sound_waits_for_the_browser()
    {
        _endpoint.Connect(_browser.Sdp);
        var playing = _endpoint.PlayAsync(Tones.Dial("1"), TestContext.Current.CancellationToken);
        await _browser.ConnectAsync(_endpoint.Answer(_browser.Sdp));
        await playing.WaitAsync(SandboxApp.Limit, TestContext.Current.CancellationToken);
        await Wait.UntilAsync("the whole sound", () => Task.FromResult(_browser.Heard.Count(sample => sample != Audio.Silence)), samples => samples > 900, SandboxApp.Limit);
    }

    [Fact]
    public async Task Browser_with_another_certificate_is_refused()
    {
        using var other = new TestBrowser();
        _endpoint.Connect(other.Sdp);
        var e = await Assert.ThrowsAsync<TlsFatalAlertReceived>(() => _browser.ConnectAsync(_endpoint.Answer(other.Sdp)));
        Assert.Equal(AlertDescription.bad_certificate, e.AlertDescription);
    }

    [Fact]
    public async Task Nonsense_before_the_handshake_does_not_disturb_it()
    {
        _endpoint.Connect(_browser.Sdp);
        var answer = _endpoint.Answer(_browser.Sdp);
        await _browser.CheckAsync(answer);
        foreach (var length in new[] { 1, 12, 13, 14, 200, 1400 })
        {
            await _browser.SendAsync(Enumerable.Repeat((byte)22, length).ToArray());
            await _browser.SendAsync(Enumerable.Repeat((byte)128, length).ToArray());
        }

        await _browser.ConnectAsync(answer);
        await SoundGoesBothWaysAsync();
    }

    [Fact]
    public async Task Endpoint_ends_when_disposed_during_the_handshake()
    {
        _endpoint.Connect(_browser.Sdp);
        await _browser.CheckAsync(_endpoint.Answer(_browser.Sdp));
        _endpoint.Dispose();
        await _endpoint.Completion.WaitAsync(SandboxApp.Limit, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Sound_takes_its_time_without_a_browser()
    {
        var clock = new MediaClock(isManual: true);
        using var telephone = new AudioEndpoint(clock);
        telephone.StartWithoutBrowser();
        var playing = telephone.PlayAsync(new byte[10 * Audio.FrameLength], TestContext.Current.CancellationToken);
        Tick(clock, 9);
        Assert.False(playing.IsCompleted);
        clock.Tick();
        await playing.WaitAsync(SandboxApp.Limit, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Echo_telephone_says_what_it_hears()
    {
        var clock = new MediaClock(isManual: true);
        using var telephone = new AudioEndpoint(clock);
        List<byte> echo = [];
        telephone.Sent = frame => telephone.Heard?.Invoke(frame);
        telephone.Heard = sound => echo.AddRange(sound);
        telephone.StartWithoutBrowser();
        byte[] sound = [.. Enumerable.Range(0, 3 * Audio.FrameLength).Select(n => (byte)n)];
        telephone.Speak(sound);
        Tick(clock, 3);
        Assert.Equal(sound, echo);
    }

    [Fact]
    public async Task Browser_connects_to_a_party_that_started_without_one()
    {
        _endpoint.StartWithoutBrowser();
        await _endpoint.PlayAsync(new byte[Audio.FrameLength], TestContext.Current.CancellationToken);
        _endpoint.Connect(_browser.Sdp);
        await _browser.ConnectAsync(_endpoint.Answer(_browser.Sdp));
        await SoundGoesBothWaysAsync();
    }

    [Fact]
    public async Task Browser_without_checks_for_30_seconds_is_lost()
    {
        var clock = new MediaClock(isManual: true);
        using var endpoint = new AudioEndpoint(clock);
        endpoint.Connect(_browser.Sdp);
        var answer = endpoint.Answer(_browser.Sdp);
        Tick(clock, 1499);
        await _browser.CheckAsync(answer);
        Tick(clock, 1500);
        Assert.False(endpoint.Lost.IsCompleted);
        clock.Tick();
        await endpoint.Lost.WaitAsync(SandboxApp.Limit, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Party_without_a_browser_is_never_lost()
    {
        var clock = new MediaClock(isManual: true);
        using var telephone = new AudioEndpoint(clock);
        telephone.StartWithoutBrowser();
        Tick(clock, 3000);
        Assert.False(telephone.Lost.IsCompleted);
    }

    [Fact]
    public void Clock_stops_after_the_last_party()
    {
        var clock = new MediaClock(isManual: true);
        var telephone = new AudioEndpoint(clock);
        telephone.StartWithoutBrowser();
        Assert.True(clock.Tick());
        telephone.Dispose();
        Assert.False(clock.Tick());
    }

    [Fact]
    public void Party_that_has_left_does_not_start()
    {
        var clock = new MediaClock(isManual: true);
        var telephone = new AudioEndpoint(clock);
        telephone.Dispose();
        telephone.StartWithoutBrowser();
        telephone.Connect(_browser.Sdp);
        Assert.False(clock.Tick());
    }

    private static void Tick(MediaClock clock, int count)
    {
        for (var i = 0; i < count; i++)
        {
            clock.Tick();
        }
    }

    private async Task SoundGoesBothWaysAsync()
    {
        // The browser ends the handshake a moment before the endpoint has the keys.
        await Wait.UntilAsync("a packet of the endpoint", () => Task.FromResult(_browser.Heard.IsEmpty), isEmpty => !isEmpty, SandboxApp.Limit);
        var heard = new TaskCompletionSource<byte[]>();
        _endpoint.Heard = sound => heard.TrySetResult(sound.ToArray());
        byte[] frame = [.. Enumerable.Range(0, Audio.FrameLength).Select(n => (byte)n)];
        // The browser has its keys a little before the endpoint, which drops what it cannot read.
        await Wait.UntilAsync("the endpoint to hear", () => { _browser.Say(frame); return Task.FromResult(heard.Task.IsCompleted); }, hasHeard => hasHeard, SandboxApp.Limit);
        Assert.Equal(frame, await heard.Task);

        await _endpoint.PlayAsync(frame, TestContext.Current.CancellationToken);
        await Wait.UntilAsync("the frame", () => Task.FromResult(_browser.Heard.ToArray().AsSpan().IndexOf(frame)), at => at >= 0, SandboxApp.Limit);
    }
}
