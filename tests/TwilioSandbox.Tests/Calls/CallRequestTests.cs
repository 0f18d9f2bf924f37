namespace TwilioSandbox.Tests.Calls;

/// <summary>Calls that a token allows or not, and the form of the Voice URL.</summary>
public sealed class CallRequestTests : CallTest
{
    [Fact]
    public async Task Page_parameters_do_not_replace_Twilios_form_fields()
    {
        using var bob = await Bob();
        await bob.InviteAsync("TJ1", "To=nobody&From=client%3Amallory&Called=client%3Amallory&Foo=bar%20baz");
        await bob.ReceiveAsync("hangup");

        var (_, _, form, signature) = Assert.Single(Sandbox.Voice.Requests);
        Assert.Equal("client:bob", form["From"]);
        Assert.Equal("nobody", form["To"]);
        Assert.Equal("nobody", form["Called"]);
        Assert.Equal("bar baz", form["Foo"]);
        Assert.Equal(SandboxApp.ApplicationSid, form["ApplicationSid"]);
        Assert.Equal(28, signature.Length);
    }

    [Fact]
    public async Task Token_parameters_replace_page_parameters()
    {
        using var bob = await Sandbox.ConnectAsync(Sandbox.Token(outgoing: "bob")
            .With("scope", $"scope:client:outgoing?appSid={SandboxApp.ApplicationSid}&appParams=To%3Dcarol&clientName=bob"));
        await bob.InviteAsync("TJ1", "To=alice");
        await bob.ReceiveAsync("hangup");
        Assert.Equal("carol", Sandbox.Voice.Requests.Single().Form["To"]);
    }

    [Fact]
    public async Task Incoming_token_cannot_call()
    {
        using var alice = await Alice();
        await alice.InviteAsync("TJ1", "To=bob");

        var hangup = await alice.ReceiveAsync("hangup");
        Assert.Equal(("TJ1", 31002), (hangup.Sid(), hangup.Code()));
        Assert.Empty(Sandbox.Voice.Requests);
        Assert.Contains("scope:client:outgoing", Assert.Single(await Sandbox.EventsAsync("call.refused")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_without_a_Voice_URL_is_refused_with_11100_and_the_remedy()
    {
        Sandbox.Settings["VoiceUrl"] = "";
        using var bob = await Bob();
        await bob.InviteAsync("TJ1", "To=alice");
        Assert.Equal(11100, (await bob.ReceiveAsync("hangup")).Code());
        var refusal = Assert.Single(await Sandbox.EventsAsync("call.refused")).ToString();
        Assert.Contains("--voice-url", refusal, StringComparison.Ordinal);
        Assert.Contains("Sandbox:VoiceUrl", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outgoing_token_never_rings()
    {
        using var outgoingOnly = await Sandbox.ConnectAsync(Sandbox.Token(outgoing: "alice"));
        using var bob = await Bob();
        await bob.InviteAsync("TJ1", "To=alice");
        Assert.Equal(31404, (await bob.ReceiveAsync("hangup")).Code());
        await outgoingOnly.ExpectSilenceAsync();
    }

    [Fact]
    public async Task Call_to_another_application_is_refused_with_31100()
    {
        using var bob = await Sandbox.ConnectAsync(Sandbox.Token(outgoing: "bob").With("scope", "scope:client:outgoing?appSid=APabe7650f654fc34655fc81ae71caa3ff&clientName=bob"));
        await bob.InviteAsync("TJ1", "To=alice");
        Assert.Equal(31100, (await bob.ReceiveAsync("hangup")).Code());
    }

    [Fact]
    public async Task Expired_token_cannot_call()
    {
        using var bob = await Sandbox.ConnectAsync(Sandbox.Token(outgoing: "bob").With("exp", Sandbox.Clock.GetUtcNow().ToUnixTimeSeconds() + 1));
        Sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        await bob.ReceiveAsync("error");
        await bob.ReceiveAsync("offline");
        await bob.InviteAsync("TJ1", "To=alice");
        Assert.Equal(31205, (await bob.ReceiveAsync("hangup")).Code());
    }

    [Fact]
    public async Task Oversized_session_description_is_refused_with_31400()
    {
        using var bob = await Bob();
        await bob.SendAsync("invite", new { callsid = "TJ1", sdp = new string('x', (32 * 1024) + 1) });
        Assert.Equal(("TJ1", 31400), await HungUpAsync(bob));
    }
}
