using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using TwilioSandbox.Tests.Calls;

namespace TwilioSandbox.Tests.Telephony;

/// <summary>A sandbox whose telephone is used over HTTP.</summary>
public abstract class TelephoneTest : CallTest
{
    protected const string Number = "+15005550001";
    protected const string Outside = "+15005550009";
    protected const string Ours = "+15005550006";

    protected const string DialNumber = $"<Dial answerOnBridge='true' action='/after' timeout='20'>{Number}</Dial>";

    /// <summary>The telephone's only call, as soon as it has this state.</summary>
    protected async Task<JsonElement> CallInStateAsync(string state) =>
        (await Sandbox.GetJsonWhenAsync("/sandbox/telephone", seen => seen.GetProperty("calls") is var calls && calls.GetArrayLength() == 1 && calls[0].Text("state") == state))
            .GetProperty("calls")[0];

    protected async Task<JsonElement> CallInAsync(string? sdp = null)
    {
        using var response = await Sandbox.SendAsync(HttpMethod.Post, "/sandbox/telephone/calls", new { from = Outside, to = Ours, sdp });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    /// <summary>Answer, decline, hangup or keys.</summary>
    protected async Task DoAsync(JsonElement call, string what, object? body = null) =>
        Assert.Equal(HttpStatusCode.NoContent, (await TryAsync(call.Text("callSid"), what, body)).Status);

    protected async Task<(HttpStatusCode Status, string Detail)> TryAsync(string callSid, string what, object? body = null)
    {
        using var response = await Sandbox.SendAsync(HttpMethod.Post, $"/sandbox/telephone/calls/{callSid}/{what}", body);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (response.StatusCode, text.Length == 0 ? "" : JsonElement.Parse(text).Text("detail"));
    }

    protected async Task SetBusyAsync(bool busy)
    {
        using var response = await Sandbox.SendAsync(HttpMethod.Put, "/sandbox/telephone", new { busy });
        Assert.Equal(busy, (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("busy").GetBoolean());
    }

    /// <summary>How the <c>&lt;Dial&gt;</c> of <see cref="DialNumber"/> ended, as its action hears.</summary>
    protected async Task<string> DialCallStatusAsync() => (await Voice.ReceiveAsync("/after")).Form["DialCallStatus"];
}
