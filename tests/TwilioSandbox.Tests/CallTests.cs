using System.Net;
using System.Text.Json;

namespace TwilioSandbox.Tests;

public sealed class CallTests : IDisposable
{
    private readonly SandboxApp _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    private Task<TestDevice> Alice() => _sandbox.ConnectAsync(_sandbox.Token(incoming: "alice"));

    private Task<TestDevice> Bob() => _sandbox.ConnectAsync(_sandbox.Token(outgoing: "bob"));

    [Fact]
    public async Task A_call_rings_is_answered_and_ends_on_both_sides()
    {
        using var alice = await Alice();
        using var bob = await Bob();

        await bob.InviteAsync("TJ1", "To=alice");
        var callerSid = Sid(await bob.ReceiveAsync("ringing"));
        var invite = await alice.ReceiveAsync("invite");
        await alice.SendAsync("answer", new { callsid = Sid(invite), sdp = TestDevice.Answer });
        var answer = await bob.ReceiveAsync("answer");
        await bob.SendAsync("hangup", new { callsid = callerSid });

        Assert.Equal("client:bob", invite.GetProperty("parameters").GetProperty("From").GetString());
        Assert.Equal("client:alice", invite.GetProperty("parameters").GetProperty("To").GetString());
        Assert.Matches("^CA[0-9a-f]{32}$", callerSid);
        Assert.NotEqual(callerSid, Sid(invite));
        Assert.Equal(callerSid, Sid(answer));
        Assert.Equal(Sid(invite), Sid(await alice.ReceiveAsync("hangup")));
    }

    [Fact]
    public async Task Both_session_descriptions_point_at_the_relay_and_keep_the_keys()
    {
        using var alice = await Alice();
        using var bob = await Bob();
        await bob.InviteAsync("TJ1", "To=alice");
        await bob.ReceiveAsync("ringing");
        var invite = await alice.ReceiveAsync("invite");
        await alice.SendAsync("answer", new { callsid = Sid(invite), sdp = TestDevice.Answer });
        var answer = await bob.ReceiveAsync("answer");

        var (offered, answered) = (invite.GetProperty("sdp").GetString()!, answer.GetProperty("sdp").GetString()!);
        Assert.Matches(@"a=candidate:1 1 udp \d+ 127\.0\.0\.1 \d+ typ host", offered);
        Assert.Matches(@"a=candidate:1 1 udp \d+ 127\.0\.0\.1 \d+ typ host", answered);
        Assert.Contains("a=ice-ufrag:abcd", offered, StringComparison.Ordinal);
        Assert.Contains("a=ice-ufrag:efgh", answered, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_windows_of_one_person_the_latest_ten_ring()
    {
        var windows = new List<TestDevice>();
        for (var i = 0; i < 12; i++)
        {
            windows.Add(await Alice());
        }

        using var bob = await Bob();
        await bob.InviteAsync("TJ1", "To=alice");
        await bob.ReceiveAsync("ringing");
        await Task.WhenAll(windows.Skip(2).Select(window => window.ReceiveAsync("invite")));
        await Task.WhenAll(windows.Take(2).Select(window => window.ExpectSilenceAsync()));
        windows.ForEach(window => window.Dispose());
    }

    [Fact]
    public async Task A_call_that_rings_is_not_forwarded_to_another_device_of_the_callee()
    {
        using var alice = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "alice"));
        using var bob = await Bob();
        await bob.InviteAsync("TJ1", "To=alice");
        await bob.ReceiveAsync("ringing");
        var invite = await alice.ReceiveAsync("invite");
        using var other = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "alice"));
        await other.SendAsync("invite", new { callsid = Sid(invite), sdp = TestDevice.Offer, reconnect = invite.Text("reconnect") });
        Assert.Equal(31209, Code(await other.ReceiveAsync("hangup")));

        // It rings on, where it rang.
        await alice.SendAsync("answer", new { callsid = Sid(invite), sdp = TestDevice.Answer });
        await bob.ReceiveAsync("answer");
    }

    [Theory]
    [InlineData("", "client:Anonymous")]
    [InlineData("&clientName=carol", "client:carol")]
    public async Task A_call_comes_from_the_name_in_the_outgoing_scope(string callerName, string from)
    {
        using var alice = await Alice();
        using var bob = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "bob").With(
            "scope", $"scope:client:incoming?clientName=bob scope:client:outgoing?appSid={SandboxApp.ApplicationSid}{callerName}"));
        await bob.InviteAsync("TJ1", "To=alice");

        Assert.Equal(from, (await alice.ReceiveAsync("invite")).Parameter("From"));
        Assert.Equal(from, Assert.Single(_sandbox.Voice.Requests).Form["From"]);
        Assert.Equal(from, Assert.Single((await _sandbox.GetJsonAsync("/sandbox/calls")).EnumerateArray()).Text("from"));
    }

    [Fact]
    public async Task The_application_is_asked_with_a_signed_form_that_the_page_cannot_forge()
    {
        using var bob = await Bob();
        await bob.InviteAsync("TJ1", "To=nobody&From=client%3Amallory&Called=client%3Amallory&Foo=bar%20baz");
        await bob.ReceiveAsync("hangup");

        var (_, _, form, signature) = Assert.Single(_sandbox.Voice.Requests);
        Assert.Equal("client:bob", form["From"]);
        Assert.Equal("nobody", form["To"]);
        Assert.Equal("nobody", form["Called"]);
        Assert.Equal("bar baz", form["Foo"]);
        Assert.Equal(SandboxApp.ApplicationSid, form["ApplicationSid"]);
        Assert.Equal(28, signature.Length);
    }

    [Fact]
    public async Task Parameters_fixed_in_the_token_win_over_those_of_the_page()
    {
        using var bob = await _sandbox.ConnectAsync(_sandbox.Token(outgoing: "bob")
            .With("scope", $"scope:client:outgoing?appSid={SandboxApp.ApplicationSid}&appParams=To%3Dcarol&clientName=bob"));
        await bob.InviteAsync("TJ1", "To=alice");
        await bob.ReceiveAsync("hangup");
        Assert.Equal("carol", _sandbox.Voice.Requests.Single().Form["To"]);
    }

    [Fact]
    public async Task An_incoming_only_token_cannot_call()
    {
        using var alice = await Alice();
        await alice.InviteAsync("TJ1", "To=bob");

        var hangup = await alice.ReceiveAsync("hangup");
        Assert.Equal(("TJ1", 31002), (Sid(hangup), Code(hangup)));
        Assert.Empty(_sandbox.Voice.Requests);
        Assert.Contains("scope:client:outgoing", Assert.Single(await _sandbox.EventsAsync("call.refused")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_outgoing_only_token_is_never_rung()
    {
        using var outgoingOnly = await _sandbox.ConnectAsync(_sandbox.Token(outgoing: "alice"));
        using var bob = await Bob();
        await bob.InviteAsync("TJ1", "To=alice");
        Assert.Equal(31404, Code(await bob.ReceiveAsync("hangup")));
        await outgoingOnly.ExpectSilenceAsync();
    }

    [Fact]
    public async Task Another_application_is_refused()
    {
        using var bob = await _sandbox.ConnectAsync(_sandbox.Token(outgoing: "bob").With("scope", "scope:client:outgoing?appSid=APabe7650f654fc34655fc81ae71caa3ff&clientName=bob"));
        await bob.InviteAsync("TJ1", "To=alice");
        Assert.Equal(31100, Code(await bob.ReceiveAsync("hangup")));
    }

    [Fact]
    public async Task An_expired_token_cannot_call()
    {
        using var bob = await _sandbox.ConnectAsync(_sandbox.Token(outgoing: "bob").With("exp", _sandbox.Clock.GetUtcNow().ToUnixTimeSeconds() + 1));
        _sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        await bob.ReceiveAsync("error");
        await bob.ReceiveAsync("offline");
        await bob.InviteAsync("TJ1", "To=alice");
        Assert.Equal(31205, Code(await bob.ReceiveAsync("hangup")));
    }

    [Fact]
    public async Task A_session_description_that_no_browser_makes_is_refused()
    {
        using var bob = await Bob();
        await bob.SendAsync("invite", new { callsid = "TJ1", sdp = string.Concat(Enumerable.Repeat("m=audio 9 X 0\r\n", 17)) });
        Assert.Equal(("TJ1", 31400), await HungUpAsync(bob));
    }

    [Fact]
    public async Task A_rejected_call_ends_for_the_caller_without_an_error()
    {
        using var alice = await Alice();
        using var bob = await Bob();
        var invite = await RingAsync(bob, alice);
        await alice.SendAsync("reject", new { callsid = Sid(invite) });
        Assert.Null(Code(await bob.ReceiveAsync("hangup")));
    }

    [Fact]
    public async Task A_caller_that_gives_up_cancels_the_ringing()
    {
        using var alice = await Alice();
        using var bob = await Bob();
        var invite = await RingAsync(bob, alice);
        await bob.SendAsync("hangup", new { callsid = "TJ1" });
        Assert.Equal(Sid(invite), Sid(await alice.ReceiveAsync("cancel")));
    }

    [Fact]
    public async Task Nobody_answers_within_the_timeout_of_the_dial()
    {
        _sandbox.Voice.Answer = _ => VoiceApplication.Twiml("""<Response><Dial timeout="4"><Client>alice</Client></Dial></Response>""");
        using var alice = await Alice();
        using var bob = await Bob();
        await RingAsync(bob, alice);
        _sandbox.Clock.Advance(TimeSpan.FromSeconds(4));
        await bob.ReceiveAsync("hangup");
        await alice.ReceiveAsync("cancel");
    }

    [Fact]
    public async Task The_first_of_two_tabs_to_answer_has_the_call()
    {
        using var first = await Alice();
        using var second = await Alice();
        using var bob = await Bob();
        await bob.InviteAsync("TJ1", "To=alice");
        await bob.ReceiveAsync("ringing");
        var (one, two) = (await first.ReceiveAsync("invite"), await second.ReceiveAsync("invite"));
        await second.SendAsync("answer", new { callsid = Sid(two), sdp = TestDevice.Answer });

        Assert.Equal(Sid(one), Sid(await first.ReceiveAsync("cancel")));
        await bob.ReceiveAsync("answer");
        await first.SendAsync("answer", new { callsid = Sid(one), sdp = TestDevice.Answer });
        Assert.Equal(Sid(one), Sid(await first.ReceiveAsync("hangup")));
    }

    [Fact]
    public async Task Somebody_who_talks_is_busy()
    {
        using var alice = await Alice();
        using var bob = await Bob();
        using var carol = await _sandbox.ConnectAsync(_sandbox.Token(outgoing: "carol"));
        var invite = await RingAsync(bob, alice);
        await alice.SendAsync("answer", new { callsid = Sid(invite), sdp = TestDevice.Answer });
        await bob.ReceiveAsync("answer");

        await carol.InviteAsync("TJ2", "To=alice");
        Assert.Equal(31486, Code(await carol.ReceiveAsync("hangup")));
    }

    [Fact]
    public async Task A_stranger_cannot_end_a_call_with_its_sid()
    {
        using var alice = await Alice();
        using var bob = await Bob();
        using var mallory = await _sandbox.ConnectAsync(_sandbox.Token(outgoing: "mallory"));
        var invite = await RingAsync(bob, alice);
        await mallory.SendAsync("hangup", new { callsid = Sid(invite) });
        await mallory.ExpectSilenceAsync();

        await alice.SendAsync("answer", new { callsid = Sid(invite), sdp = TestDevice.Answer });
        await bob.ReceiveAsync("answer");
    }

    [Fact]
    public async Task A_caller_who_vanishes_is_missed_after_the_grace_period()
    {
        using var alice = await Alice();
        var bob = await Bob();
        var invite = await RingAsync(bob, alice);
        await alice.SendAsync("answer", new { callsid = Sid(invite), sdp = TestDevice.Answer });
        await bob.ReceiveAsync("answer");
        bob.Dispose();
        await DisconnectedAsync("bob");

        for (var beat = 1; beat < 6; beat++)
        {
            _sandbox.Clock.Advance(TimeSpan.FromSeconds(5));
            Assert.Equal("\n", await alice.ReceiveTextAsync());
            await alice.ExpectSilenceAsync();
        }

        _sandbox.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Contains("hangup", await alice.ReceiveTextAsync() + await alice.ReceiveTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Caller_who_comes_back_on_a_new_socket_still_has_the_call()
    {
        using var alice = await Alice();
        var bob = await Bob();
        var (callerSid, calleeSid, _) = await TalkAsync(bob, alice);
        bob.Dispose();
        await DisconnectedAsync("bob");

        using var again = await Bob();
        await again.SendAsync("hangup", new { callsid = callerSid });
        Assert.Equal(calleeSid, Sid(await alice.ReceiveAsync("hangup")));
    }

    [Fact]
    public async Task Caller_who_loses_the_connection_while_ringing_has_given_up()
    {
        using var alice = await Alice();
        var bob = await Bob();
        var invite = await RingAsync(bob, alice);
        bob.Dispose();
        Assert.Equal(Sid(invite), Sid(await alice.ReceiveAsync("cancel")));
    }

    [Fact]
    public async Task Window_that_comes_back_hears_the_end_of_its_call_and_another_window_does_not()
    {
        using var alice = await Alice();
        using var other = await Bob();
        var bob = await Bob();
        var (callerSid, calleeSid, _) = await TalkAsync(bob, alice);
        _sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        await bob.SendTextAsync("\n");
        await bob.ExpectSilenceAsync();
        bob.Dispose();
        await DisconnectedAsync("bob");
        await alice.SendAsync("hangup", new { callsid = calleeSid });
        await alice.ExpectSilenceAsync();

        await other.ListenAsync(_sandbox.Token(outgoing: "bob").ToString());
        await other.ReceiveAsync("connected");
        await other.ExpectSilenceAsync();
        using var again = await _sandbox.ConnectAsync();
        await again.ListenAsync(_sandbox.Token(outgoing: "bob").ToString());
        await again.ReceiveAsync("connected");
        Assert.Equal(callerSid, Sid(await again.ReceiveAsync("hangup")));
    }

    [Fact]
    public async Task A_caller_may_hang_up_on_its_new_socket_before_the_loss_of_the_old_one_is_noticed()
    {
        using var alice = await Alice();
        using var bob = await Bob();
        await bob.InviteAsync("TJ1", "To=alice");
        var callerSid = Sid(await bob.ReceiveAsync("ringing"));
        var invite = await alice.ReceiveAsync("invite");

        using var again = await Bob();
        await again.SendAsync("hangup", new { callsid = callerSid });
        await again.ExpectSilenceAsync();
        Assert.Equal(Sid(invite), Sid(await alice.ReceiveAsync("cancel")));
    }

    [Fact]
    public async Task Call_goes_on_when_the_loss_of_the_old_socket_is_noticed_after_the_new_one_is_there()
    {
        using var alice = await Alice();
        var bob = await Bob();
        var (callerSid, calleeSid, reconnect) = await TalkAsync(bob, alice);
        using var again = await Bob();
        await again.SendAsync("invite", new { callsid = callerSid, sdp = TestDevice.Offer, reconnect });
        await again.ReceiveAsync("answer");
        bob.Dispose();
        await DisconnectedAsync("bob");

        await alice.SendAsync("hangup", new { callsid = calleeSid });
        Assert.Equal(callerSid, Sid(await again.ReceiveAsync("hangup")));
    }

    [Theory]
    [InlineData("<Response><Say>Hello</Say></Response>", 12200, "<Say>")]
    [InlineData("<Response><Dial><Number>+15005550006</Number></Dial></Response>", 12200, "<Number>")]
    [InlineData("<Response><Dial>+15005550006</Dial></Response>", 12200, "<Client>")]
    [InlineData("<Response><Dial record=\"true\"><Client>alice</Client></Dial></Response>", 12200, "record")]
    [InlineData("<Response><Dial timeout=\"soon\"><Client>alice</Client></Dial></Response>", 13212, "timeout")]
    [InlineData("<Response><Dial><Client url=\"/whisper\">alice</Client></Dial></Response>", 12200, "<Client url>")]
    [InlineData("<Response><Dial><Client>alice</Client></Dial><Say>Nobody is there.</Say></Response>", 12200, "<Say>")]
    [InlineData("<Answer/>", 12102, "<Response>")]
    [InlineData("no xml", 12100, "well-formed")]
    [InlineData("<!DOCTYPE r [<!ENTITY a 'b'>]><Response>&a;</Response>", 12100, "DTD")]
    public async Task Twiml_that_the_sandbox_cannot_do_fails_the_call_and_says_why(string twiml, int code, string explanation)
    {
        _sandbox.Voice.Answer = _ => VoiceApplication.Twiml(twiml);
        using var bob = await Bob();
        await bob.InviteAsync("TJ1", "To=alice");
        Assert.Equal(code, Code(await bob.ReceiveAsync("hangup")));
        Assert.Contains(explanation, Explanation(Assert.Single(await _sandbox.EventsAsync("voice.failed"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_application_that_fails_is_named_with_its_status()
    {
        _sandbox.Voice.Answer = _ => VoiceApplication.Twiml("", HttpStatusCode.Forbidden);
        using var bob = await Bob();
        await bob.InviteAsync("TJ1", "To=alice");
        Assert.Equal(11200, Code(await bob.ReceiveAsync("hangup")));
        Assert.Contains("403", Explanation(Assert.Single(await _sandbox.EventsAsync("voice.failed"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_application_that_is_down_is_a_connection_failure()
    {
        _sandbox.Voice.Answer = _ => throw new HttpRequestException(HttpRequestError.ConnectionError);
        using var bob = await Bob();
        await bob.InviteAsync("TJ1", "To=alice");
        Assert.Equal(11205, Code(await bob.ReceiveAsync("hangup")));
    }

    [Fact]
    public async Task A_fault_in_the_sandbox_itself_ends_the_call_and_does_not_leave_it_connecting()
    {
        _sandbox.Voice.Answer = _ => throw new InvalidOperationException("A fault that nobody foresaw.");
        using var bob = await Bob();
        await bob.InviteAsync("TJ1", "To=alice");
        Assert.Equal(("TJ1", 31000), await HungUpAsync(bob));
    }

    [Fact]
    public async Task An_answer_in_a_character_set_that_does_not_exist_is_refused()
    {
        _sandbox.Voice.Answer = _ =>
        {
            var answer = VoiceApplication.Twiml("<Response/>");
            answer.Content.Headers.ContentType!.CharSet = "klingon";
            return answer;
        };
        using var bob = await Bob();
        await bob.InviteAsync("TJ1", "To=alice");
        Assert.Equal(("TJ1", 12300), await HungUpAsync(bob));
    }

    [Fact]
    public async Task An_answer_that_is_not_xml_by_its_type_is_refused()
    {
        _sandbox.Voice.Answer = _ => VoiceApplication.Twiml("<Response/>", contentType: "application/json");
        using var bob = await Bob();
        await bob.InviteAsync("TJ1", "To=alice");
        Assert.Equal(12300, Code(await bob.ReceiveAsync("hangup")));
    }

    [Theory]
    [InlineData("<Response/>", null)]
    [InlineData("<Response><Hangup/></Response>", null)]
    [InlineData("<Response><Reject/></Response>", null)]
    [InlineData("<Response><Reject reason=\"busy\"/></Response>", 31486)]
    public async Task The_application_may_end_the_call(string twiml, int? code)
    {
        _sandbox.Voice.Answer = _ => VoiceApplication.Twiml(twiml);
        using var bob = await Bob();
        await bob.InviteAsync("TJ1", "To=alice");
        Assert.Equal(code, Code(await bob.ReceiveAsync("hangup")));
    }

    private static async Task<(string CallerSid, string CalleeSid, string Reconnect)> TalkAsync(TestDevice caller, TestDevice callee)
    {
        var calleeSid = Sid(await RingAsync(caller, callee));
        await callee.SendAsync("answer", new { callsid = calleeSid, sdp = TestDevice.Answer });
        var answer = await caller.ReceiveAsync("answer");
        return (Sid(answer), calleeSid, answer.Text("reconnect"));
    }

    private static async Task<JsonElement> RingAsync(TestDevice caller, TestDevice callee)
    {
        await caller.InviteAsync("TJ1", "To=alice");
        await caller.ReceiveAsync("ringing");
        return await callee.ReceiveAsync("invite");
    }

    // The sandbox notices a dropped socket by itself, on another thread.
    private Task<JsonElement> DisconnectedAsync(string client) =>
        _sandbox.EventAsync("client.disconnected", e => e.GetProperty("client").GetString() == client);

    private static async Task<(string Sid, int? Code)> HungUpAsync(TestDevice caller)
    {
        var hangup = await caller.ReceiveAsync("hangup");
        return (Sid(hangup), Code(hangup));
    }

    private static string Sid(JsonElement payload) => payload.GetProperty("callsid").GetString()!;

    private static int? Code(JsonElement payload) =>
        payload.TryGetProperty("error", out var error) ? error.GetProperty("code").GetInt32() : null;

    private static string Explanation(JsonElement entry) => entry.GetProperty("explanation").GetString()!;
}
