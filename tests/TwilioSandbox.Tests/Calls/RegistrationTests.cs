namespace TwilioSandbox.Tests.Calls;

public sealed class RegistrationTests : IDisposable
{
    private readonly SandboxApp _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Valid_token_connects_and_registers()
    {
        using var alice = await _sandbox.ConnectAsync();
        await alice.ListenAsync(_sandbox.Token(incoming: "alice").ToString());
        await alice.ReceiveAsync("connected");
        await alice.SendAsync("register", new { media = new { audio = true } });
        await alice.ReceiveAsync("ready");
    }

    [Fact]
    public async Task Refused_token_gets_its_code_and_close_and_the_socket_ends()
    {
        using var device = await _sandbox.ConnectAsync();
        await device.ListenAsync(_sandbox.Token(incoming: "alice").SignedWith("another secret").ToString());

        var error = (await device.ReceiveAsync("error")).GetProperty("error");
        Assert.Equal((31202, "JWT signature validation failed"), (error.GetProperty("code").GetInt32(), error.GetProperty("message").GetString()));
        await device.ReceiveAsync("close");
        Assert.Null(await device.ReceiveTextAsync());
    }

    [Theory]
    [InlineData("alice", true)]
    [InlineData(null, false)]
    public async Task SDK_1_is_refused_with_31007_and_a_remedy_in_the_journal(string? client, bool tokenIsValid)
    {
        using var device = await _sandbox.ConnectAsync();
        await device.ListenAsync(tokenIsValid ? _sandbox.Token(incoming: "alice").ToString() : "no token", sdkVersion: "1.15.1");

        var error = (await device.ReceiveAsync("error")).GetProperty("error");
        Assert.Equal((31007, "Twilio Voice JavaScript SDK 1.x has been shut down"), (error.GetProperty("code").GetInt32(), error.Text("message")));
        await device.ReceiveAsync("close");
        Assert.Null(await device.ReceiveTextAsync());

        var refused = Assert.Single(await _sandbox.EventsAsync("client.refused"));
        Assert.Equal(31007, refused.GetProperty("code").GetInt32());
        Assert.Equal(client, refused.TryGetProperty("client", out var shown) ? shown.GetString() : null);
        Assert.Equal(
            "The device uses twilio-client 1.15.1. Twilio shut down version 1.x of the SDK on 10 September 2025. Use @twilio/voice-sdk 2.x with the same token.",
            refused.Text("explanation"));
        Assert.Empty(await _sandbox.EventsAsync("token.accepted"));
        Assert.Empty(await _sandbox.EventsAsync("token.refused"));
    }

    [Theory]
    [InlineData("2.0.0")]
    [InlineData("10.1.0")]
    [InlineData("")]
    public async Task Other_SDK_version_connects(string version)
    {
        using var device = await _sandbox.ConnectAsync();
        await device.ListenAsync(_sandbox.Token(incoming: "alice").ToString(), version);
        await device.ReceiveAsync("connected");
    }

    [Fact]
    public async Task Journal_explains_a_refused_token_and_does_not_contain_it()
    {
        var token = _sandbox.Token(incoming: "alice").With("exp", _sandbox.Clock.GetUtcNow().ToUnixTimeSeconds() - 42).ToString();
        using var device = await _sandbox.ConnectAsync();
        await device.ListenAsync(token);
        await device.ReceiveAsync("error");

        var refused = Assert.Single(await _sandbox.EventsAsync("token.refused"));
        Assert.Equal(31205, refused.GetProperty("code").GetInt32());
        Assert.Contains("42 s ago", refused.GetProperty("explanation").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(token.Split('.')[2], refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Register_before_a_token_is_refused_with_31204()
    {
        using var device = await _sandbox.ConnectAsync();
        await device.SendAsync("register", new { media = new { audio = true } });
        Assert.Equal(31204, (await device.ReceiveAsync("error")).GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Unregister_is_answered_with_offline()
    {
        using var alice = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "alice"));
        await alice.SendAsync("register", new { media = new { audio = false } });
        await alice.ReceiveAsync("offline");
        Assert.Single(await _sandbox.EventsAsync("client.unregistered"));
    }

    [Fact]
    public async Task Expired_token_takes_the_device_offline_and_cannot_register()
    {
        using var alice = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "alice").With("exp", _sandbox.Clock.GetUtcNow().ToUnixTimeSeconds() + 3));

        _sandbox.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(31205, (await alice.ReceiveAsync("error")).GetProperty("error").GetProperty("code").GetInt32());
        await alice.ReceiveAsync("offline");

        await alice.SendAsync("register", new { media = new { audio = true } });
        var again = (await alice.ReceiveAsync("error")).GetProperty("error");
        Assert.Equal("Cannot register. Token is expired", again.GetProperty("message").GetString());
    }

    [Fact]
    public async Task New_token_replaces_the_old_one_and_its_expiry()
    {
        var end = _sandbox.Clock.GetUtcNow().ToUnixTimeSeconds() + 3;
        using var alice = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "alice").With("exp", end));
        await alice.ListenAsync(_sandbox.Token(incoming: "alice").ToString());
        await alice.ReceiveAsync("connected");

        _sandbox.Clock.Advance(TimeSpan.FromSeconds(4));
        await alice.ExpectSilenceAsync();
    }

    [Fact]
    public async Task Heartbeat_arrives_before_the_SDK_gives_up()
    {
        using var alice = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "alice"));
        _sandbox.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("\n", await alice.ReceiveTextAsync());
    }

    [Fact]
    public async Task Silent_device_is_cut_off()
    {
        using var alice = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "alice"));
        for (var i = 0; i < 4; i++)
        {
            _sandbox.Clock.Advance(TimeSpan.FromSeconds(5));
            Assert.Equal("\n", await alice.ReceiveTextAsync());
        }

        _sandbox.Clock.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAnyAsync<System.Net.WebSockets.WebSocketException>(alice.ReceiveTextAsync);
    }

    [Fact]
    public async Task Token_that_expires_during_listen_expires_at_once()
    {
        using var alice = await _sandbox.ConnectAsync();
        var token = _sandbox.Token(incoming: "alice").With("exp", _sandbox.Clock.GetUtcNow().ToUnixTimeSeconds() + 3).ToString();

        // The sandbox reads the clock before its first response.
        await alice.SendAsync("register", new { media = new { audio = true } });
        await alice.ReceiveAsync("error");

        // The clock is read when the token is judged, when that is written down, when the SDK is told the token's life, and when that is measured.
        _sandbox.Clock.AutoAdvanceAmount = TimeSpan.FromSeconds(1);
        await alice.ListenAsync(token);

        var received = "";
        while (!received.Contains("31205", StringComparison.Ordinal))
        {
            received += await alice.ReceiveTextAsync() ?? throw new InvalidOperationException($"The socket closed after: {received}");
        }

        Assert.Contains("connected", received, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Device_that_ignores_close_is_cut_off()
    {
        using var mallory = await _sandbox.ConnectAsync();
        await mallory.ListenAsync("no token");
        await mallory.ReceiveAsync("error");
        await mallory.ReceiveAsync("close");
        await mallory.ListenAsync(_sandbox.Token(incoming: "mallory").ToString());

        Assert.Null(await mallory.ReceiveTextAsync());

        // Newlines do not keep the socket open: it has until the silence limit.
        for (var i = 0; i < 5; i++)
        {
            await mallory.SendTextAsync("\n");
            using var alice = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "alice"));
            _sandbox.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        await mallory.CutOffAsync();
        Assert.DoesNotContain(await _sandbox.EventsAsync("token.accepted"), e => e.GetProperty("client").GetString() == "mallory");
    }

    [Fact]
    public async Task Answer_without_a_CallSid_has_no_effect()
    {
        // A hangup without a callsid ends whatever call the SDK is in (observed).
        using var alice = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "alice"));
        await alice.SendAsync("answer", new { sdp = TestDevice.Answer });
        await alice.ExpectSilenceAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("""{"type":5}""")]
    [InlineData("""{"type":"listen","payload":[]}""")]
    [InlineData("""{"type":"invite","payload":{"callsid":7,"sdp":null}}""")]
    [InlineData("""{"type":"answer","payload":{}}""")]
    [InlineData("""{"type":"hangup","payload":{"callsid":"CA00"}}""")]
    [InlineData("""{"type":"warp","payload":{}}""")]
    [InlineData("""{"type":"\ud800","payload":{}}""")]
    [InlineData("""{"type":"listen","payload":{"token":"\ud800"}}""")]
    public async Task Malformed_frame_affects_no_other_device(string frame)
    {
        using var hostile = await _sandbox.ConnectAsync();
        await hostile.SendTextAsync(frame);
        using var alice = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "alice"));
        await alice.ExpectSilenceAsync();
    }

    [Theory]
    [InlineData("http://localhost:5100", true)]
    [InlineData("http://127.0.0.1:45123", true)]
    [InlineData("https://localhost.example", false)]
    [InlineData("null", false)]
    public async Task Page_of_another_host_cannot_connect(string origin, bool allowed)
    {
        var failure = await Record.ExceptionAsync(async () => (await _sandbox.ConnectAsync(origin)).Dispose());
        Assert.Equal(allowed, failure is null);
    }

    [Fact]
    public async Task Signal_without_a_WebSocket_is_explained_with_426()
    {
        _sandbox.StartServer();
        using var client = _sandbox.CreateClient();
        var response = await client.GetAsync(new Uri("/signal", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.UpgradeRequired, response.StatusCode);
        Assert.Contains("/sandbox.js", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accepted_token_that_is_probably_a_mistake_has_a_warning_in_the_journal()
    {
        using var alice = await _sandbox.ConnectAsync(TestToken.Access(_sandbox.Clock, voice: new { }));

        var accepted = Assert.Single(await _sandbox.EventsAsync("token.accepted"));
        Assert.Contains("Add a VoiceGrant", accepted.GetProperty("explanation").GetString(), StringComparison.Ordinal);
    }
}
