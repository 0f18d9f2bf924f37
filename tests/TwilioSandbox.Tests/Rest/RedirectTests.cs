using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TwilioSandbox.Calls;
using TwilioSandbox.Tests.Calls;

namespace TwilioSandbox.Tests.Rest;

/// <summary>The REST API changes the TwiML of a call.</summary>
public sealed class RedirectTests : CallTest
{
    private const string Next = "<Response><Redirect>http://localhost:5101/next</Redirect></Response>";

    [Fact]
    public async Task Url_gives_the_caller_another_document_and_ends_the_Dial()
    {
        Voice.Says("<Hangup/>", "/next");
        using var call = await TestCall.RingAsync(Sandbox);
        await call.AnswerAsync();
        var (status, resource) = await Sandbox.PostRestAsync($"/Calls/{call.CallerSid}.json", ("Url", "http://localhost:5101/next"), ("Method", "GET"));
        Assert.Equal((HttpStatusCode.OK, "in-progress"), (status, resource.Text("status")));
        Assert.Equal("GET", (await Voice.ReceiveAsync("/next")).Method);
        await call.Alice.ReceiveAsync("hangup");
        Assert.Null((await HungUpAsync(call.Bob)).Code);
    }

    [Fact]
    public async Task Twiml_gives_a_callee_a_document_of_its_own()
    {
        Voice.Says("<Pause length='10'/>", "/next");
        using var call = await TestCall.RingAsync(Sandbox);
        await call.AnswerAsync();
        await Sandbox.PostRestAsync($"/Calls/{call.CalleeSid}.json", ("Twiml", Next));
        Assert.Equal(call.CalleeSid, (await Voice.ReceiveAsync("/next")).Form["CallSid"]);
        await HungUpAsync(call.Bob);
        Assert.Equal("in-progress", (await Sandbox.GetRestAsync($"/Calls/{call.CalleeSid}.json")).Body.Text("status"));
        Assert.Equal(2, (await Sandbox.GetRestAsync("/Calls.json")).Body.GetProperty("calls").GetArrayLength());
    }

    [Fact]
    public async Task Caller_no_longer_hears_a_callee_that_left()
    {
        Voice.Says("<Pause length='10'/>", "/next");
        using var call = await TestCall.RingAsync(Sandbox);
        await call.AnswerAsync();
        await Sandbox.PostRestAsync($"/Calls/{call.CalleeSid}.json", ("Twiml", Next));
        var switchboard = Sandbox.Services.GetRequiredService<Switchboard>();
        var callee = switchboard.Read(() => switchboard.Legs.Single(leg => leg.CallSid == call.CalleeSid));
        Assert.Null(callee.Audio!.Heard);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task Redirect_counts_while_the_action_of_a_Dial_is_requested(HttpStatusCode status)
    {
        var gate = new TaskCompletionSource();
        Voice.Says("<Hangup/>", "/next");
        Voice.Pages["/action"] = () => VoiceApplication.Twiml("<Response/>", status);
        Voice.Says("<Dial answerOnBridge='true' action='/action'><Client>alice</Client></Dial>");
        using var call = await TestCall.RingAsync(Sandbox);
        await call.AnswerAsync();
        Voice.Gate = gate.Task;
        await call.Alice.SendAsync("hangup", new { callsid = call.CalleeSid });
        await Voice.ReceiveAsync("/action");
        await Sandbox.PostRestAsync($"/Calls/{call.CallerSid}.json", ("Url", "http://localhost:5101/next"));
        gate.SetResult();
        await Voice.ReceiveAsync("/next");
    }

    [Fact]
    public async Task Ringing_and_ended_calls_are_refused_with_21220()
    {
        using var call = await TestCall.RingAsync(Sandbox);
        Assert.Equal("21220", (await Sandbox.PostRestAsync($"/Calls/{call.CallerSid}.json", ("Twiml", Next))).Body.Text("code"));
        Assert.Equal("21220", (await Sandbox.PostRestAsync($"/Calls/{call.CalleeSid}.json", ("Twiml", Next))).Body.Text("code"));
        await call.AnswerAsync();
        await call.HangUpAsync();
        Assert.Equal("21220", (await Sandbox.PostRestAsync($"/Calls/{call.CallerSid}.json", ("Twiml", Next))).Body.Text("code"));
    }

    [Fact]
    public async Task Ringing_call_of_the_application_is_refused_with_21220_and_still_rings()
    {
        var (_, created) = await Sandbox.PostRestAsync("/Calls.json", ("To", "+15005550009"), ("From", "+15005550006"), ("Twiml", Next));
        var path = $"/Calls/{created.Text("sid")}.json";
        Assert.Equal("21220", (await Sandbox.PostRestAsync(path, ("Twiml", Next))).Body.Text("code"));
        Assert.Equal("ringing", (await Sandbox.GetRestAsync(path)).Body.Text("status"));
    }

    [Theory]
    [InlineData("Url", "/next", 21205)]
    [InlineData("Method", "PUT", 21209)]
    [InlineData("Twiml", "<Response>", 12100)]
    [InlineData("Status", "busy", 20001)]
    [InlineData("Unknown", "1", 20001)]
    public async Task Invalid_update_is_refused_with_Twilios_code_and_the_call_goes_on(string name, string value, int code)
    {
        using var call = await TestCall.RingAsync(Sandbox);
        await call.AnswerAsync();
        Assert.Equal($"{code}", (await Sandbox.PostRestAsync($"/Calls/{call.CallerSid}.json", (name, value))).Body.Text("code"));
        Assert.Equal("in-progress", (await Sandbox.GetRestAsync($"/Calls/{call.CallerSid}.json")).Body.Text("status"));
    }
}
