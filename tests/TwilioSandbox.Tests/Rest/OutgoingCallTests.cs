using System.Net;
using System.Text.Json;
using TwilioSandbox.Tests.Calls;

namespace TwilioSandbox.Tests.Rest;

/// <summary>Calls that the application starts with the REST API.</summary>
public sealed class OutgoingCallTests : CallTest
{
    private const string Number = "+15005550006";
    private const string Hangup = "<Response><Hangup/></Response>";

    [Fact]
    public async Task Client_rings_and_runs_the_TwiML_of_the_request_when_it_answers()
    {
        using var alice = await Alice();
        var (status, call) = await Sandbox.PostRestAsync("/Calls.json", ("To", "client:alice"), ("From", "(500) 555-0006"), ("Twiml", Hangup));
        Assert.Equal((HttpStatusCode.Created, "outbound-api", "queued"), (status, call.Text("direction"), call.Text("status")));
        Assert.Equal((Number, "(500) 555-0006", "client:alice"), (call.Text("from"), call.Text("from_formatted"), call.Text("to")));
        Assert.Equal(call.Text("sid"), await AnswerAsync(alice));
        await alice.ReceiveAsync("hangup");
        Assert.Equal("completed", (await Sandbox.GetRestAsync($"/Calls/{call.Text("sid")}.json")).Body.Text("status"));
    }

    [Fact]
    public async Task Url_is_requested_when_the_client_answers()
    {
        using var alice = await Alice();
        Voice.Says("<Hangup/>", "/outgoing");
        var (_, call) = await CreateAsync(("Url", "http://localhost:5101/outgoing"), ("Method", "GET"));
        await AnswerAsync(alice);
        var request = await Voice.ReceiveAsync("/outgoing");
        Assert.Equal(("GET", call.Text("sid"), "outbound-api"), (request.Method, request.Form["CallSid"], request.Form["Direction"]));
    }

    [Fact]
    public async Task ApplicationSid_uses_the_Voice_URL()
    {
        using var alice = await Alice();
        Voice.Says("<Hangup/>");
        await CreateAsync(("ApplicationSid", SandboxApp.ApplicationSid), ("Url", "http://localhost:5101/outgoing"));
        await AnswerAsync(alice);
        Assert.Equal("client:alice", (await Voice.ReceiveAsync("/voice")).Form["To"]);
    }

    [Fact]
    public async Task Status_callback_receives_the_chosen_events_in_order()
    {
        using var alice = await Alice();
        await CreateAsync(("Twiml", Hangup), ("StatusCallback", "http://localhost:5101/status"), ("StatusCallbackEvent", "ringing"), ("StatusCallbackEvent", "completed"));
        await AnswerAsync(alice);
        Assert.Equal("ringing", (await Voice.ReceiveAsync("/status")).Form["CallStatus"]);
        Assert.Equal("completed", (await Voice.ReceiveAsync("/status")).Form["CallStatus"]);
    }

    [Fact]
    public async Task Call_ends_with_no_answer_after_its_timeout()
    {
        using var alice = await Alice();
        var (_, call) = await CreateAsync(("Twiml", Hangup), ("Timeout", "3"));
        await alice.ReceiveAsync("invite");
        Sandbox.Clock.Advance(TimeSpan.FromSeconds(3));
        await alice.ReceiveAsync("cancel");
        Assert.Equal("no-answer", (await Sandbox.GetRestAsync($"/Calls/{call.Text("sid")}.json")).Body.Text("status"));
    }

    [Fact]
    public async Task Query_of_a_client_reaches_its_SDK_as_custom_parameters()
    {
        using var alice = await Alice();
        var (_, call) = await Sandbox.PostRestAsync("/Calls.json", ("To", "client:alice?mood=good%20one"), ("From", Number), ("Twiml", Hangup));
        Assert.Equal("client:alice", call.Text("to"));
        Assert.Contains("good", $"{await alice.ReceiveAsync("invite")}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("415-555-0100", "+14155550100")]
    [InlineData("sip:bob@example.com?X-Key=1", "sip:bob@example.com")]
    public async Task Number_and_SIP_address_ring_the_telephone(string to, string address)
    {
        var (_, call) = await Sandbox.PostRestAsync("/Calls.json", ("To", to), ("From", Number), ("Twiml", Hangup));
        Assert.Equal(address, call.Text("to"));
        Assert.Equal("ringing", (await Sandbox.GetRestAsync($"/Calls/{call.Text("sid")}.json")).Body.Text("status"));
    }

    [Fact]
    public async Task Client_with_two_devices_is_one_call()
    {
        using var first = await Alice();
        using var second = await Alice();
        await CreateAsync(("Twiml", Hangup));
        Assert.Equal(1, (await Sandbox.GetRestAsync("/Calls.json")).Body.GetProperty("calls").GetArrayLength());
    }

    [Fact]
    public async Task Call_rings_and_can_be_ended_after_one_of_two_devices_rejected_it()
    {
        using var first = await Alice();
        using var second = await Alice();
        var (_, call) = await CreateAsync(("Twiml", Hangup));
        await first.SendAsync("reject", new { callsid = (await first.ReceiveAsync("invite")).Sid() });
        await Sandbox.EventAsync("call.rejected");
        var path = $"/Calls/{call.Text("sid")}.json";
        Assert.Equal("ringing", (await Sandbox.GetRestAsync(path)).Body.Text("status"));
        Assert.Equal("canceled", (await Sandbox.PostRestAsync(path, ("Status", "completed"))).Body.Text("status"));
        await second.ReceiveAsync("invite");
        await second.ReceiveAsync("cancel");
    }

    [Fact]
    public async Task Call_to_a_client_that_is_not_registered_is_over()
    {
        var (_, call) = await CreateAsync(("Twiml", Hangup));
        Assert.Equal("no-answer", (await Sandbox.GetRestAsync($"/Calls/{call.Text("sid")}.json")).Body.Text("status"));
        var (status, _) = await Sandbox.PostRestAsync($"/Calls/{call.Text("sid")}/UserDefinedMessages.json", ("Content", "{}"));
        Assert.Equal(HttpStatusCode.NotFound, status);
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7")]
    public async Task Malformed_body_is_an_empty_form(string contentType)
    {
        using var client = Sandbox.CreateHttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{RestClient.Account}/Calls.json") { Headers = { Authorization = RestClient.Basic(SandboxApp.AccountSid, SandboxApp.AuthToken) } };
        request.Content = new ByteArrayContent("To=1"u8.ToArray()) { Headers = { { "Content-Type", contentType } } };
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Contains("21201", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warning_of_the_TwiML_is_in_the_journal()
    {
        using var alice = await Alice();
        await CreateAsync(("Twiml", "<Response><Fly/></Response>"));
        Assert.Equal(12200, (await Sandbox.EventAsync("voice.warning")).GetProperty("code").GetInt32());
    }

    [Theory]
    [InlineData("To=", 21201, "Send To")]
    [InlineData("From=", 21213, "Send From")]
    [InlineData("To=alice", 21211, "client:name")]
    [InlineData("To=client:", 21211, "client:name")]
    [InlineData("To=client:alice\nbob", 21211, "client:name")]
    [InlineData("To=sip:", 21211, "SIP URI")]
    [InlineData("From=shop", 21212, "E.164")]
    [InlineData("Twiml=", 21205, "Send Url, Twiml or ApplicationSid")]
    [InlineData("Url=/voice", 21205, "absolute")]
    [InlineData("FallbackUrl=/voice", 21205, "absolute")]
    [InlineData("Method=PUT", 21209, "GET or POST")]
    [InlineData("StatusCallbackMethod=PUT", 21209, "GET or POST")]
    [InlineData("Timeout=0", 21208, "1 to 600")]
    [InlineData("ApplicationSid=AP1", 21218, "only TwiML application")]
    [InlineData("StatusCallback=/status", 21609, "absolute")]
    [InlineData("StatusCallback=http://localhost:5101/s&StatusCallbackEvent=done", 21626, "initiated ringing")]
    [InlineData("Twiml=<Response>", 12100, "well-formed")]
    [InlineData("Twiml=<Answer/>", 12102, "root")]
    [InlineData("Twiml=<Response><Redirect>ftp:a</Redirect></Response>", 11100, "http")]
    [InlineData("Twiml=long", 32018, "4000")]
    public async Task Invalid_parameter_is_refused_with_Twilios_code(string parameters, int code, string explanation)
    {
        Dictionary<string, string> form = new() { ["To"] = "client:alice", ["From"] = Number, ["Twiml"] = Hangup };
        foreach (var parameter in parameters.Split('&').Select(parameter => parameter.Split('=', 2)))
        {
            form[parameter[0]] = parameter[1] == "long" ? new string('x', 4001) : parameter[1];
        }

        var (status, error) = await Sandbox.PostRestAsync("/Calls.json", [.. form.Select(field => (field.Key, field.Value))]);
        Assert.Equal((HttpStatusCode.BadRequest, code), (status, error.GetProperty("code").GetInt32()));
        Assert.Contains(explanation, error.Text("message"), StringComparison.Ordinal);
        Assert.Empty((await Sandbox.GetRestAsync("/Calls.json")).Body.GetProperty("calls").EnumerateArray());
    }

    private Task<(HttpStatusCode Status, JsonElement Body)> CreateAsync(params (string Name, string Value)[] parameters) =>
        Sandbox.PostRestAsync("/Calls.json", [("To", "client:alice"), ("From", Number), .. parameters]);
}
