using System.Diagnostics;
using TokenApi.Tests.Support;

namespace TwilioSandbox.Tests.Tracing;

public sealed class TracingTests : IDisposable
{
    private readonly SandboxApp _sandbox = new() { SendsWebhooks = true };
    private readonly SpanRecorder _spans = new();

    // Other tests run at the same time, so these names are used only here.
    private readonly string _caller = $"bob_{Guid.NewGuid():N}";
    private readonly string _callee = $"alice_{Guid.NewGuid():N}";

    public void Dispose()
    {
        _spans.Dispose();
        _sandbox.Dispose();
    }

    [Fact]
    public async Task Registration_is_a_trace_of_its_own_with_identity_and_scope()
    {
        using var alice = await _sandbox.ConnectAsync(_sandbox.Token(incoming: _callee));
        await alice.ExpectSilenceAsync(); // registers again, as the SDK does every 30 s

        var span = Assert.Single(Of(_callee), span => span.OperationName == "client.register");
        Assert.Equal("incoming", span.GetTagItem("twilio.scope"));
        Assert.Equal(default, span.ParentSpanId);
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
    }

    [Fact]
    public async Task Refused_token_is_a_span_with_the_code()
    {
        using var alice = await _sandbox.ConnectAsync(_sandbox.Token(incoming: _callee));
        await alice.ListenAsync(_sandbox.Token(incoming: _callee).SignedWith("another secret").ToString());
        await alice.ReceiveAsync("error");

        var span = Assert.Single(Of(_callee), span => span.GetTagItem("twilio.error_code") is 31202);
        Assert.Equal(("client.listen", ActivityStatusCode.Error), (span.OperationName, span.Status));
        AssertNoToken();
    }

    [Fact]
    public async Task Refused_SDK_version_is_a_span_with_the_code()
    {
        using var alice = await _sandbox.ConnectAsync();
        await alice.ListenAsync(_sandbox.Token(incoming: _callee).ToString(), sdkVersion: "1.14.0");
        await alice.ReceiveAsync("error");

        var span = Assert.Single(Of(_callee), span => span.GetTagItem("twilio.error_code") is 31007);
        Assert.Equal(("client.listen", ActivityStatusCode.Error), (span.OperationName, span.Status));
    }

    [Fact]
    public async Task Refused_registration_is_a_span_with_the_code()
    {
        using var alice = await _sandbox.ConnectAsync();
        await alice.ListenAsync(_sandbox.Token(incoming: _callee).ToString());
        await alice.ReceiveAsync("connected");
        await _sandbox.StartFaultAsync(new { kind = "refuse-registration", client = _callee, code = 31301 });
        await alice.SendAsync("register", new { media = new { audio = true } });
        await alice.ReceiveAsync("error");

        var span = Assert.Single(Of(_callee), span => span.OperationName == "client.register");
        Assert.Equal((31301, ActivityStatusCode.Error), (span.GetTagItem("twilio.error_code"), span.Status));
    }

    [Fact]
    public async Task Refused_call_is_a_span_with_the_code()
    {
        using var bob = await _sandbox.ConnectAsync(_sandbox.Token(incoming: _caller));
        await bob.InviteAsync("TJ1", "To=alice");
        await bob.ReceiveAsync("hangup");

        var span = Assert.Single(Of(_caller), span => span.OperationName == "call.invite");
        Assert.Equal((31002, ActivityStatusCode.Error), (span.GetTagItem("twilio.error_code"), span.Status));
    }

    [Fact]
    public async Task Webhooks_and_the_end_of_a_call_are_in_the_trace_of_its_invite()
    {
        await using var application = await StartApplicationAsync();
        using var bob = await _sandbox.ConnectAsync(_sandbox.Token(outgoing: _caller));
        await bob.InviteAsync("TJ1", "To=alice");
        await bob.ReceiveAsync("hangup");

        var requests = new[] { await application.ReceiveAsync(), await application.ReceiveAsync(), await application.ReceiveAsync() };
        Assert.Equal(["/next", "/status", "/voice"], requests.Select(request => request.Path).Order());

        var spans = Of(_caller).Where(span => span.OperationName.StartsWith("call.", StringComparison.Ordinal)).ToArray();
        Assert.Equal(["call.invite", "call.webhook", "call.end"], spans.Select(span => span.OperationName));
        Assert.Equal(default, spans[0].ParentSpanId);
        Assert.All(spans, span => Assert.StartsWith("CA", Assert.IsType<string>(span.GetTagItem("twilio.call_sid")), StringComparison.Ordinal));
        Assert.All(spans, span => Assert.Equal(spans[0].TraceId, span.TraceId));
        Assert.All(requests, request => Assert.Equal(spans[0].TraceId.ToHexString(), request.TraceParent.Split('-')[1]));
        AssertNoToken();
    }

    [Fact]
    public async Task Failed_webhook_is_a_span_with_the_code()
    {
        await using var application = await StartApplicationAsync();
        _sandbox.Settings["VoiceUrl"] = $"{application.Address}/missing";
        using var bob = await _sandbox.ConnectAsync(_sandbox.Token(outgoing: _caller));
        await bob.InviteAsync("TJ1", "To=alice");
        await bob.ReceiveAsync("hangup");

        var span = Assert.Single(Of(_caller), span => span.OperationName == "call.invite");
        Assert.Equal((11200, ActivityStatusCode.Error), (span.GetTagItem("twilio.error_code"), span.Status));
    }

    private async Task<TracedApplication> StartApplicationAsync()
    {
        var application = await TracedApplication.StartAsync();
        _sandbox.Settings["VoiceUrl"] = $"{application.Address}/voice";
        _sandbox.Settings["StatusCallbackUrl"] = $"{application.Address}/status";
        return application;
    }

    /// <summary>The sandbox's spans of one identity, in the order of their start.</summary>
    private IEnumerable<Activity> Of(string identity) => _spans.Spans.Where(span => span.GetTagItem("twilio.identity") is string name && name == identity);

    private void AssertNoToken() => Assert.All(_spans.Spans, span =>
    {
        var values = span.TagObjects.Concat(span.Events.SelectMany(e => e.Tags)).Select(tag => $"{tag.Value}");
        Assert.All([.. values, span.DisplayName, $"{span.StatusDescription}"], value => Assert.DoesNotContain("eyJ", value, StringComparison.Ordinal));
    });
}
