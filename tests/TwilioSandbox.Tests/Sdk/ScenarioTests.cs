using System.Text;

namespace TwilioSandbox.Tests.Sdk;

/// <summary>
/// The unmodified SDK, with default Device options and only /sandbox.js before it, behaves as with Twilio. Both sides of a call are in one page.
/// The scenarios are in <c>*-scenarios.js</c>, by subject.
/// </summary>
public sealed class ScenarioTests(SdkPages pages) : SdkTest(pages)
{
    // Names of the form that Twilio's own applications use.
    private const string Bob = "id1-1764412345";
    private const string Alice = "0f0e0d0c-0385-471e-ba4e-0a0b0c0d0e0f";
    private const string Carol = "carol.smith";

    [Theory]
    [InlineData("lifecycle"), InlineData("tokens"), InlineData("refusals"), InlineData("options"), InlineData("edges")]
    public async Task Device_behaves_as_with_Twilio(string scenario) => await RunAsync(await OpenPageAsync(), scenario);

    [Theory]
    [InlineData("states"), InlineData("declined"), InlineData("busy"), InlineData("anonymous"), InlineData("forwarded")]
    public async Task Call_behaves_as_with_Twilio(string scenario) => await RunAsync(await OpenPageAsync(), scenario);

    [Theory]
    [InlineData("mute"), InlineData("codec")]
    public async Task Audio_behaves_as_with_Twilio(string scenario) => await RunAsync(await OpenPageAsync(), scenario);

    [Theory]
    [InlineData("preflight"), InlineData("preflightWithoutCallee"), InlineData("preflightStopped")]
    public async Task Preflight_test_behaves_as_with_Twilio(string scenario) => await RunAsync(await OpenPageAsync(), scenario);

    [Fact]
    public async Task Missing_audio_is_a_warning_and_quality_metrics_are_received()
    {
        await RunAsync(await OpenPageAsync(), "quality");
        await Sandbox.EventAsync("insights.event", reported => reported.Text("message") == "quality-metrics-samples metrics-sample");
        await Sandbox.EventAsync("insights.event", reported => reported.Text("message").StartsWith("network-quality-warning-raised", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Feedback_is_received()
    {
        await RunAsync(await OpenPageAsync(), "feedback");
        await Sandbox.EventAsync("insights.event", reported => reported.Text("message") == "feedback received", count: 2);
        await Sandbox.EventAsync("insights.event", reported => reported.Text("message") == "feedback received-none");
    }

    [Fact]
    public async Task Keys_with_a_pause_are_in_the_journal()
    {
        await RunAsync(await OpenPageAsync(), "keys");
        await Sandbox.EventAsync("call.dtmf", pressed => pressed.Text("message") == "*#");
    }

    [Fact]
    public async Task Messages_of_both_directions_arrive()
    {
        var phone = await OpenPageAsync();
        var run = RunAsync(phone, "messages");
        await phone.SaysAsync("talking");
        var callSid = (await Sandbox.EventAsync("call.requested")).Text("callSid");
        await PostAsync(callSid, "UserDefinedMessageSubscriptions", "Callback", "http://localhost:5101/messages");
        await PostAsync(callSid, "UserDefinedMessages", "Content", """{"text":"hello"}""");
        await run;
        await Sandbox.Voice.ReceiveAsync("/messages");
    }

    [Fact]
    public async Task Call_and_registrations_come_back_after_an_outage()
    {
        var phone = await OpenPageAsync();
        var run = RunAsync(phone, "reconnection");
        await phone.SaysAsync("talking");
        var fault = (await Sandbox.StartFaultAsync(new { kind = "drop-signaling" })).Text("id");
        await phone.SaysAsync("lost");
        await Sandbox.SendAsync(HttpMethod.Delete, $"/sandbox/faults/{fault}");
        await run;
    }

    private async Task<SdkPhone> OpenPageAsync()
    {
        Sandbox.Voice.Answer = AnswerWithParameters;
        var phone = await OpenAsync("page");
        foreach (var script in new[] { "scenarios", "device-scenarios", "call-scenarios", "media-scenarios", "preflight-scenarios" })
        {
            await phone.Page.AddScriptTagAsync(new() { Url = $"/{script}.js" });
        }

        return phone;
    }

    // Passes the page's parameters on, and one with an unusual name.
    private static HttpResponseMessage AnswerWithParameters(IReadOnlyDictionary<string, string> form)
    {
        if (!form.TryGetValue("To", out var to) || to.Length == 0)
        {
            return VoiceApplication.Twiml("<Response><Say>Hello</Say></Response>");
        }

        var parameters = form.Append(new("first + name", "some + value"))
            .Select(field => $"<Parameter name='{field.Key}' value='{field.Value}'/>");
        return VoiceApplication.Twiml($"<Response><Dial answerOnBridge='true'><Client><Identity>{to}</Identity>{string.Concat(parameters)}</Client></Dial></Response>");
    }

    private async Task RunAsync(SdkPhone phone, string scenario)
    {
        var callAlice = new { outgoing = new { application_sid = SandboxApp.ApplicationSid, @params = new { To = Alice } } };
        var people = new Dictionary<string, object>
        {
            ["bob"] = Person(Bob, Token(Bob, Access)),
            ["bobAgain"] = Person(Bob, Token(Bob, Access, ttl: 1800)),
            ["brief"] = Person(Bob, Token(Bob, Access, ttl: 5)),
            ["alice"] = Person(Alice, Token(Alice, Access)),
            ["carol"] = Person(Carol, Token(Carol, Access)),
            ["anonymous"] = Person("", TestToken.Access(Sandbox.Clock).With("grants", new { voice = new { outgoing = new { application_sid = SandboxApp.ApplicationSid } } })),
            ["tester"] = Person(Bob, TestToken.Access(Sandbox.Clock, Bob, callAlice)),
            ["expired"] = Person(Bob, Token(Bob, Access, ttl: -1)),
            ["nonsense"] = new { name = Bob, token = "nonsense" },
        };
        var checks = await phone.Page.EvaluateAsync<string[]>("([scenario, people]) => runScenario(scenario, people)", new object[] { scenario, people })
            .WaitAsync(3 * SandboxApp.Limit); // A scenario waits several times.
        Assert.NotEmpty(checks);
        TestContext.Current.TestOutputHelper?.WriteLine($"{checks.Length} behaviors");
        Assert.DoesNotContain(checks, check => check.StartsWith("FAILED", StringComparison.Ordinal));
    }

    private static object Person(string name, TestToken token) => new { name, token = $"{token}" };

    private async Task PostAsync(string callSid, string resource, string field, string value)
    {
        using var client = Sandbox.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/2010-04-01/Accounts/{SandboxApp.AccountSid}/Calls/{callSid}/{resource}.json")
        {
            Content = new FormUrlEncodedContent([new(field, value)]),
            Headers = { Authorization = new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{SandboxApp.AccountSid}:{SandboxApp.AuthToken}"))) },
        };
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
