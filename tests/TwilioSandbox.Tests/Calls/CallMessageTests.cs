using System.Net;
using System.Text;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Tests.Calls;

/// <summary>Messages that the SDK sends with <c>call.sendMessage</c>.</summary>
public sealed class CallMessageTests : IDisposable
{
    private readonly SandboxApp _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task User_defined_message_is_acknowledged()
    {
        using var call = await TestCall.RingAsync(_sandbox);
        await SendAsync(call, "user-defined-message", "{}");
        Assert.Equal("KX1", (await call.Bob.ReceiveAsync("ack")).Text("voiceeventsid"));
    }

    [Theory]
    [InlineData("unknown", 1, 31210)]
    [InlineData("user-defined-message", 10 * 1024, 31212)]
    public async Task Unknown_type_and_large_content_are_refused(string type, int length, int code)
    {
        using var call = await TestCall.RingAsync(_sandbox);
        await SendAsync(call, type, new string('x', length));

        var error = await call.Bob.ReceiveAsync("error");
        Assert.Equal(code, error.Code());
        Assert.Equal((call.CallerSid, "KX1"), (error.Sid(), error.Text("voiceeventsid")));
    }

    [Fact]
    public async Task Message_of_the_application_reaches_the_device()
    {
        using var call = await TestCall.RingAsync(_sandbox);
        using var response = await PostAsync(call, "UserDefinedMessages.json", new() { ["Content"] = """{"text":"hello"}""" });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);

        var message = await call.Bob.ReceiveAsync("message");
        Assert.Equal("hello", message.GetProperty("content").Text("text"));
        Assert.StartsWith("KX", message.Text("voiceeventsid"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_of_the_device_reaches_a_subscriber_signed()
    {
        using var call = await TestCall.RingAsync(_sandbox);
        using var response = await PostAsync(call, "UserDefinedMessageSubscriptions.json", new() { ["Callback"] = "http://localhost:5101/messages" });
        await SendAsync(call, "user-defined-message", "hello");

        var request = await _sandbox.Voice.ReceiveAsync("/messages");
        Assert.Equal(TwilioSignature.Compute(SandboxApp.AuthToken, request.Url, []), request.Signature);
        Assert.Contains("bodySHA256=", request.Url.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_of_the_device_reach_a_subscriber_in_order()
    {
        using var call = await TestCall.RingAsync(_sandbox);
        using var response = await PostAsync(call, "UserDefinedMessageSubscriptions.json", new() { ["Callback"] = "http://localhost:5101/messages" });
        string[] sids = [.. Enumerable.Range(10, 20).Select(i => $"KX{i}")];
        foreach (var sid in sids)
        {
            await SendAsync(call, "user-defined-message", "hello", sid);
        }

        foreach (var sid in sids)
        {
            // The JSON is the only key of what is read as a form.
            Assert.Contains($"\"Sid\":\"{sid}\"", (await _sandbox.Voice.ReceiveAsync("/messages")).Form.Keys.Single(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("wrong", null, HttpStatusCode.Unauthorized)]
    [InlineData(null, "CA00000000000000000000000000000000", HttpStatusCode.NotFound)]
    [InlineData(null, null, HttpStatusCode.BadRequest, """{"a":"\ud800"}""")]
    public async Task Wrong_password_unknown_call_and_invalid_content_are_refused(string? password, string? callSid, HttpStatusCode expected, string content = "{}")
    {
        using var call = await TestCall.RingAsync(_sandbox);
        using var response = await PostAsync(call, "UserDefinedMessages.json", new() { ["Content"] = content }, password ?? SandboxApp.AuthToken, callSid);
        Assert.Equal(expected, response.StatusCode);
    }

    private async Task<HttpResponseMessage> PostAsync(
        TestCall call, string resource, Dictionary<string, string> form, string password = SandboxApp.AuthToken, string? callSid = null)
    {
        using var client = _sandbox.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/2010-04-01/Accounts/{SandboxApp.AccountSid}/Calls/{callSid ?? call.CallerSid}/{resource}")
        {
            Content = new FormUrlEncodedContent(form),
            Headers = { Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{SandboxApp.AccountSid}:{password}"))) },
        };
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static Task SendAsync(TestCall call, string type, string content, string sid = "KX1") =>
        call.Bob.SendAsync("message", new { callsid = call.CallerSid, voiceeventsid = sid, messagetype = type, contenttype = "application/json", content });
}
