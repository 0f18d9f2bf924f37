using System.Net;

namespace TwilioSandbox.Tests.Calls;

/// <summary>Applications that fail or end a call.</summary>
public sealed class CallScriptTests : CallTest
{
    [Fact]
    public async Task Error_status_of_the_application_fails_the_call_with_11200()
    {
        Sandbox.Voice.Answer = _ => VoiceApplication.Twiml("", HttpStatusCode.Forbidden);
        using var bob = await Bob();
        await bob.InviteAsync("TJ1", "To=alice");
        Assert.Equal(11200, (await bob.ReceiveAsync("hangup")).Code());
        Assert.Contains("403", Assert.Single(await Sandbox.EventsAsync("voice.failed")).Text("explanation"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exception_in_the_sandbox_ends_the_call_with_31000()
    {
        Sandbox.Voice.Answer = _ => throw new InvalidOperationException("A fault that nobody foresaw.");
        using var bob = await Bob();
        await bob.InviteAsync("TJ1", "To=alice");
        Assert.Equal(("TJ1", 31000), await HungUpAsync(bob));
    }

    [Fact]
    public async Task Unknown_charset_is_refused_with_12300()
    {
        Sandbox.Voice.Answer = _ =>
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
    public async Task Missing_content_type_is_refused_with_11200()
    {
        Sandbox.Voice.Answer = _ => new HttpResponseMessage { Content = new ByteArrayContent("<Response/>"u8.ToArray()) };
        using var bob = await Bob();
        await bob.InviteAsync("TJ1", "To=alice");
        Assert.Equal(11200, (await bob.ReceiveAsync("hangup")).Code());
    }

    [Fact]
    public async Task Content_type_that_is_not_XML_is_refused_with_12300()
    {
        Sandbox.Voice.Answer = _ => VoiceApplication.Twiml("<Response/>", contentType: "application/json");
        using var bob = await Bob();
        await bob.InviteAsync("TJ1", "To=alice");
        Assert.Equal(12300, (await bob.ReceiveAsync("hangup")).Code());
    }

    [Theory]
    [InlineData("<Response/>", null)]
    [InlineData("<Response><Hangup/></Response>", null)]
    [InlineData("<Response><Reject/></Response>", null)]
    [InlineData("<Response><Reject reason=\"busy\"/></Response>", 31486)]
    public async Task Application_can_end_the_call(string twiml, int? code)
    {
        Sandbox.Voice.Answer = _ => VoiceApplication.Twiml(twiml);
        using var bob = await Bob();
        await bob.InviteAsync("TJ1", "To=alice");
        Assert.Equal(code, (await bob.ReceiveAsync("hangup")).Code());
    }

    [Theory]
    [InlineData("<Answer/>", 12102, "<Response>")]
    [InlineData("no xml", 12100, "well-formed")]
    public async Task TwiML_that_Twilio_refuses_fails_the_call_with_its_code(string twiml, int code, string explanation)
    {
        Sandbox.Voice.Answer = _ => VoiceApplication.Twiml(twiml);
        using var bob = await Bob();
        await bob.InviteAsync("TJ1", "To=alice");
        Assert.Equal(code, (await bob.ReceiveAsync("hangup")).Code());
        Assert.Contains(explanation, Assert.Single(await Sandbox.EventsAsync("voice.failed")).Text("explanation"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ignored_TwiML_is_a_warning_in_the_journal_and_the_call_continues()
    {
        using var alice = await Alice();
        using var bob = await CallAsync("<Sms>Hello</Sms><Dial answerOnBridge='true' record='true' timeout='soon'><Client>alice</Client></Dial>");
        await alice.ReceiveAsync("invite");
        var warnings = await Sandbox.EventsAsync("voice.warning");
        Assert.Equal(["", "", "13212"], warnings.Select(warning => warning.TryGetProperty("code", out var code) ? code.ToString() : ""));
        Assert.Contains("<Dial record> has no effect", warnings[1].Text("explanation"), StringComparison.Ordinal);
        Assert.Equal("bob", warnings[0].Text("client"));
    }

    [Theory]
    [InlineData("text/xml; charset=utf-8", 0)]
    [InlineData("Text/XML", 0)]
    [InlineData("APPLICATION/xml", 0)]
    [InlineData("text/html; charset=utf-8", 1)]
    public async Task Content_type_of_TwiML_is_accepted_in_any_case_and_text_html_with_a_warning(string contentType, int warnings)
    {
        using var alice = await Alice();
        Sandbox.Voice.Answer = _ =>
        {
            var response = VoiceApplication.Twiml("<Response><Dial answerOnBridge='true'><Client>alice</Client></Dial></Response>");
            response.Content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(contentType);
            return response;
        };
        using var bob = await Bob();
        await bob.InviteAsync("TJ1", "To=alice");
        await alice.ReceiveAsync("invite");
        Assert.Equal(warnings, (await Sandbox.EventsAsync("voice.warning")).Length);
    }
}
