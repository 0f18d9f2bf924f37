using System.Net;
using System.Text.Json;
using TwilioSandbox.Tests.Calls;

namespace TwilioSandbox.Tests.Rest;

/// <summary>The Calls resource of the REST API.</summary>
public sealed class CallResourceTests : CallTest
{
    // Every field of the resource in Twilio's documentation.
    private static readonly string[] s_fields =
    [
        "account_sid", "annotation", "answered_by", "api_version", "caller_name", "date_created", "date_updated", "direction", "duration", "end_time", "forwarded_from",
        "from", "from_formatted", "group_sid", "parent_call_sid", "phone_number_sid", "price", "price_unit", "queue_time", "sid", "start_time", "status", "subresource_uris",
        "to", "to_formatted", "trunk_sid", "uri",
    ];

    [Fact]
    public async Task Call_resource_has_every_field_of_Twilios()
    {
        using var call = await TestCall.RingAsync(Sandbox);
        var (status, resource) = await Sandbox.GetRestAsync($"/Calls/{call.CallerSid}.json");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(s_fields, resource.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
        Assert.Equal((call.CallerSid, SandboxApp.AccountSid), (resource.Text("sid"), resource.Text("account_sid")));
        Assert.Equal($"{RestClient.Account}/Calls/{call.CallerSid}.json", resource.Text("uri"));
    }

    [Fact]
    public async Task Every_leg_is_a_call()
    {
        using var call = await TestCall.RingAsync(Sandbox);
        var (caller, callee) = (await GetAsync(call.CallerSid), await GetAsync(call.CalleeSid));
        Assert.Equal(("inbound", "client:bob", "alice", ""), (caller.Text("direction"), caller.Text("from"), caller.Text("to"), caller.Text("parent_call_sid")));
        Assert.Equal(("outbound-dial", "client:bob", "client:alice", call.CallerSid), (callee.Text("direction"), callee.Text("from"), callee.Text("to"), callee.Text("parent_call_sid")));
        Assert.Equal(("ringing", "ringing"), (caller.Text("status"), callee.Text("status")));
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (caller.GetProperty("duration").ValueKind, caller.GetProperty("end_time").ValueKind));
    }

    [Fact]
    public async Task Answered_call_is_in_progress_and_a_hung_up_one_completed_with_its_duration()
    {
        using var call = await TestCall.RingAsync(Sandbox);
        await call.AnswerAsync();
        Assert.Equal(("in-progress", "in-progress"), ((await GetAsync(call.CallerSid)).Text("status"), (await GetAsync(call.CalleeSid)).Text("status")));
        Sandbox.Clock.Advance(TimeSpan.FromSeconds(2));
        await call.HangUpAsync();
        foreach (var sid in new[] { call.CallerSid, call.CalleeSid })
        {
            var ended = await GetAsync(sid);
            Assert.Equal(("completed", "2"), (ended.Text("status"), ended.Text("duration")));
            Assert.Equal(Sandbox.Clock.GetUtcNow().ToString("R").Replace("GMT", "+0000", StringComparison.Ordinal), ended.Text("end_time"));
        }
    }

    [Theory]
    [InlineData("completed")]
    [InlineData("canceled")]
    public async Task Status_ends_a_ringing_call(string status)
    {
        using var call = await TestCall.RingAsync(Sandbox);
        var (code, ended) = await Sandbox.PostRestAsync($"/Calls/{call.CallerSid}.json", ("Status", status));
        Assert.Equal((HttpStatusCode.OK, call.CallerSid), (code, ended.Text("sid")));
        Assert.Equal(call.CallerSid, (await HungUpAsync(call.Bob)).Sid);
        await call.Alice.ReceiveAsync("cancel");
    }

    [Fact]
    public async Task Status_completed_ends_an_answered_call()
    {
        using var call = await TestCall.RingAsync(Sandbox);
        await call.AnswerAsync();
        var (_, ended) = await Sandbox.PostRestAsync($"/Calls/{call.CallerSid}.json", ("Status", "completed"));
        Assert.Equal("completed", ended.Text("status"));
        Assert.Null((await HungUpAsync(call.Bob)).Code);
        await call.Alice.ReceiveAsync("hangup");
    }

    [Fact]
    public async Task Status_completed_of_a_callee_ends_the_Dial_and_the_action_is_requested()
    {
        using var alice = await Alice();
        Voice.Says("<Hangup/>", "/done");
        using var bob = await CallAsync("<Dial answerOnBridge='true' action='/done'><Client>alice</Client></Dial>");
        await bob.ReceiveAsync("ringing");
        var callSid = await AnswerAsync(alice);
        await bob.ReceiveAsync("answer");
        await Sandbox.PostRestAsync($"/Calls/{callSid}.json", ("Status", "completed"));
        await alice.ReceiveAsync("hangup");
        Assert.Equal("completed", (await Voice.ReceiveAsync("/done")).Form["DialCallStatus"]);
        await HungUpAsync(bob);
    }

    [Fact]
    public async Task Status_canceled_of_an_answered_call_is_refused_with_21220()
    {
        using var call = await TestCall.RingAsync(Sandbox);
        await call.AnswerAsync();
        var (status, error) = await Sandbox.PostRestAsync($"/Calls/{call.CallerSid}.json", ("Status", "canceled"));
        Assert.Equal((HttpStatusCode.BadRequest, "21220"), (status, error.Text("code")));
        Assert.Equal("in-progress", (await GetAsync(call.CallerSid)).Text("status"));
    }

    [Fact]
    public async Task Ended_call_is_refused_with_21220()
    {
        using var call = await TestCall.RingAsync(Sandbox);
        await call.AnswerAsync();
        await call.HangUpAsync();
        var (status, error) = await Sandbox.PostRestAsync($"/Calls/{call.CallerSid}.json", ("Status", "completed"));
        Assert.Equal((HttpStatusCode.BadRequest, "21220"), (status, error.Text("code")));
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("?Status=ringing", 2)]
    [InlineData("?Status=completed", 0)]
    [InlineData("?To=client:alice", 1)]
    [InlineData("?To=client:carol", 0)]
    [InlineData("?From=client:bob", 2)]
    [InlineData("?From=client:carol", 0)]
    [InlineData("?ParentCallSid={sid}", 1)]
    [InlineData("?StartTime={today}", 2)]
    [InlineData("?StartTime%3E={tomorrow}", 0)]
    [InlineData("?StartTime%3C={tomorrow}", 2)]
    [InlineData("?StartTime%3C={today}", 0)]
    [InlineData("?Unknown=1", 2)]
    public async Task Calls_are_filtered(string query, int count)
    {
        using var call = await TestCall.RingAsync(Sandbox);
        Sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        var today = Sandbox.Clock.GetUtcNow().Date;
        query = query.Replace("{sid}", call.CallerSid, StringComparison.Ordinal)
            .Replace("{today}", $"{today:yyyy-MM-dd}", StringComparison.Ordinal)
            .Replace("{tomorrow}", $"{today.AddDays(1):yyyy-MM-dd}", StringComparison.Ordinal);
        Assert.Equal(count, (await Sandbox.GetRestAsync($"/Calls.json{query}")).Body.GetProperty("calls").GetArrayLength());
    }

    [Fact]
    public async Task Pages_link_to_each_other_with_the_filters()
    {
        using var call = await TestCall.RingAsync(Sandbox);
        var (_, first) = await Sandbox.GetRestAsync("/Calls.json?From=client:bob&PageSize=1");
        Assert.Equal(("0", "1", "0", "0", ""), (first.Text("page"), first.Text("page_size"), first.Text("start"), first.Text("end"), first.Text("previous_page_uri")));
        Assert.Equal($"{RestClient.Account}/Calls.json?From=client%3Abob&PageSize=1&Page=1", first.Text("next_page_uri"));

        var (_, second) = await Sandbox.GetRestAsync(first.Text("next_page_uri")[RestClient.Account.Length..]);
        Assert.Equal(("1", "1", "1", ""), (second.Text("page"), second.Text("start"), second.Text("end"), second.Text("next_page_uri")));
        Assert.Equal(first.Text("first_page_uri"), second.Text("previous_page_uri"));
        string[] seen = [first.GetProperty("calls")[0].Text("sid"), second.GetProperty("calls")[0].Text("sid")];
        Assert.Equal(new[] { call.CallerSid, call.CalleeSid }.Order(), seen.Order());
    }

    [Theory]
    [InlineData("GET", "/Calls.json?PageSize=0", 400, 20007, "1 to 1000")]
    [InlineData("GET", "/Calls.json?PageSize=1001", 400, 20007, "1 to 1000")]
    [InlineData("GET", "/Calls.json?Page=-1", 400, 20001, "first page is 0")]
    [InlineData("GET", "/Calls/CA00000000000000000000000000000000.json", 404, 20404, "Calls.json lists the calls")]
    [InlineData("POST", "/Calls/CA00000000000000000000000000000000.json", 404, 20404, "Calls.json lists the calls")]
    public async Task Invalid_request_is_refused_with_Twilios_code_and_an_explanation(string method, string path, int status, int code, string explanation)
    {
        var (actual, error) = await Sandbox.RestAsync(new(method), path, ("Status", "completed"));
        Assert.Equal((status, code, status), ((int)actual, error.GetProperty("code").GetInt32(), error.GetProperty("status").GetInt32()));
        Assert.Contains(explanation, error.Text("message"), StringComparison.Ordinal);
        Assert.Equal($"https://www.twilio.com/docs/errors/{code}", error.Text("more_info"));
    }

    private async Task<JsonElement> GetAsync(string callSid) => (await Sandbox.GetRestAsync($"/Calls/{callSid}.json")).Body;
}
