using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using TwilioSandbox.Tests.Media.Endpoint;

namespace TwilioSandbox.Tests.Telephony;

/// <summary>Calls from the sandbox's telephone to the application.</summary>
public sealed class CallInTests : TelephoneTest
{
    [Fact]
    public async Task Call_in_requests_the_Voice_URL_as_a_call_from_outside()
    {
        Voice.Says("<Pause length='60'/>");
        var call = await CallInAsync();
        Assert.Equal((Outside, Ours, "outgoing", "ringing", "none"), (call.Text("from"), call.Text("to"), call.Text("direction"), call.Text("state"), call.Text("sound")));
        Assert.False(call.TryGetProperty("sdp", out _));

        var form = (await Voice.ReceiveAsync("/voice")).Form;
        Assert.Equal((Outside, Ours, "inbound", "ringing"), (form["From"], form["To"], form["Direction"], form["CallStatus"]));
        Assert.Equal(call.Text("callSid"), form["CallSid"]);
        Assert.DoesNotContain("ApplicationSid", form.Keys);
    }

    [Fact]
    public async Task Call_in_reaches_a_client_and_either_side_hangs_up()
    {
        using var alice = await Alice();
        Voice.Says("<Dial answerOnBridge='true'><Client>alice</Client></Dial>");
        var call = await CallInAsync();
        var invite = await alice.ReceiveAsync("invite");
        Assert.Equal(Outside, invite.Parameter("From"));
        await alice.SendAsync("answer", new { callsid = invite.Sid(), sdp = TestDevice.Answer });
        await CallInStateAsync("answered");
        await DoAsync(call, "hangup");
        await alice.ReceiveAsync("hangup");

        await CallInAsync();
        var callSid = await AnswerAsync(alice);
        await CallInStateAsync("answered");
        await alice.SendAsync("hangup", new { callsid = callSid });
        await Sandbox.EventAsync("call.ended", count: 2);
        Assert.Equal(0, (await Sandbox.GetJsonAsync("/sandbox/telephone")).GetProperty("calls").GetArrayLength());
    }

    [Fact]
    public async Task Hang_up_before_the_answer_stops_the_ringing()
    {
        using var alice = await Alice();
        Voice.Says("<Dial answerOnBridge='true'><Client>alice</Client></Dial>");
        var call = await CallInAsync();
        await alice.ReceiveAsync("invite");
        await DoAsync(call, "hangup");
        await alice.ReceiveAsync("cancel");
    }

    [Fact]
    public async Task Keys_reach_Gather()
    {
        Voice.Says("<Gather action='/keys' timeout='2'/>");
        Voice.Says("<Hangup/>", "/keys");
        var call = await CallInAsync();
        await CallInStateAsync("answered");
        await Sandbox.Timers.CreatedAsync(TimeSpan.FromSeconds(2));
        await DoAsync(call, "keys", new { digits = "12#" });
        Assert.Equal("12", (await Voice.ReceiveAsync("/keys")).Form["Digits"]);
        await Sandbox.EventAsync("call.ended");
        Assert.Equal((HttpStatusCode.NotFound, "The telephone has no such call, or it is over. GET /sandbox/telephone lists its calls."), await TryAsync(call.Text("callSid"), "keys", new { digits = "1" }));
    }

    [Fact]
    public async Task Microphone_gets_the_session_description_with_the_answer()
    {
        using var browser = new TestBrowser();
        Voice.Says("<Gather timeout='60'/>");
        var call = await CallInAsync(browser.Sdp);
        Assert.Equal("microphone", call.Text("sound"));
        Assert.Contains("a=setup:passive", (await CallInStateAsync("answered")).Text("sdp"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_in_without_a_Voice_URL_is_refused_with_409()
    {
        Sandbox.Settings["VoiceUrl"] = "";
        using var response = await Sandbox.SendAsync(HttpMethod.Post, "/sandbox/telephone/calls", new { from = Outside, to = Ours });
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("--voice-url", (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Telephone_is_in_at_most_20_calls()
    {
        Voice.Says("<Pause length='60'/>");
        for (var i = 0; i < 20; i++)
        {
            await CallInAsync();
        }

        using var response = await Sandbox.SendAsync(HttpMethod.Post, "/sandbox/telephone/calls", new { from = Outside, to = Ours });
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
    }

    [Theory]
    [InlineData("calls", """{}""", "from", "is missing; it must be a number in E.164 format")]
    [InlineData("calls", """{"from":"+15005550009","to":"15005550006"}""", "to", "must be a number in E.164 format")]
    [InlineData("calls", """{"from":"client:bob","to":"+15005550006"}""", "from", "must be a number in E.164 format")]
    [InlineData("calls", """{"from":"+15005550009","to":"+15005550006\n"}""", "to", "must be a number in E.164 format")]
    [InlineData("calls", """{"from":"+15005550009","to":"+15005550006","sdp":"v=0"}""", "sdp", "must be a browser's session description")]
    [InlineData("calls", """{"from":"+15005550009","to":"+15005550006","url":"x"}""", "url", "is not accepted. The fields are from, to, sdp.")]
    [InlineData("calls/CA1/answer", """{"sdp":7}""", "sdp", "must be a browser's session description")]
    [InlineData("calls/CA1/keys", """{}""", "digits", "is missing; it must be 1 to 64 keys")]
    [InlineData("calls/CA1/keys", """{"digits":"1a"}""", "digits", "must be 1 to 64 keys")]
    [InlineData("calls/CA1/keys", """{"digits":""}""", "digits", "must be 1 to 64 keys")]
    public async Task Invalid_field_is_refused_with_400_and_its_rule(string path, string body, string name, string rule)
    {
        using var client = Sandbox.CreateHttpClient();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri($"/sandbox/telephone/{path}", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Contains(rule, problem.GetProperty("errors").GetProperty(name)[0].GetString(), StringComparison.Ordinal);
    }
}
