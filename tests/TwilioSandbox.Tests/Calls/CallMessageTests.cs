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

    private static Task SendAsync(TestCall call, string type, string content) =>
        call.Bob.SendAsync("message", new { callsid = call.CallerSid, voiceeventsid = "KX1", messagetype = type, contenttype = "application/json", content });
}
