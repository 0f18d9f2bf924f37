using System.Text.Json;

namespace AppHost.Tests.Dashboard;

/// <summary>The spans that the dashboard receives, read from its API.</summary>
[Collection(nameof(DashboardApplication))]
public sealed class TelemetryTests(DashboardApplication application, Browser browser) : PhoneTest<DashboardApplication>(application, browser)
{
    [Fact]
    public async Task Call_is_one_trace_without_tokens_and_polling_the_sandbox_leaves_no_span()
    {
        await PhoneSystem.EventsOfAsync("alice"); // GET /sandbox/events
        var (alice, bob) = await TalkingAsync();
        await bob.HangUpAsync();

        var spans = await Wait.UntilAsync("the spans of the call", SpansAsync, seen => TraceOf(seen, "call.invite", "twilio.identity", bob.Name) is { } trace && Has(seen, trace, "POST /voice"));
        Assert.NotNull(TraceOf(spans, "client.register", "twilio.identity", alice.Name));
        Assert.NotNull(TraceOf(spans, "POST /api/tokens/capability", "token.identity", alice.Name));
        Assert.NotNull(TraceOf(spans, "POST /api/tokens/capability", "token.identity", bob.Name));
        Assert.DoesNotContain(spans, span => span.GetProperty("name").GetString()!.StartsWith("GET /sandbox", StringComparison.Ordinal));
        Assert.DoesNotContain(spans, span => span.GetRawText().Contains("eyJ", StringComparison.Ordinal));
    }

    // OTLP's JSON: {"data":{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"…","name":"…","attributes":[{"key":"…","value":{"stringValue":"…"}}]}]}]}]}}
    private async Task<JsonElement[]> SpansAsync()
    {
        var json = await PhoneSystem.GetFromDashboardAsync("/api/telemetry/spans");
        return [.. from resource in json.GetProperty("data").GetProperty("resourceSpans").EnumerateArray()
                   from scope in resource.GetProperty("scopeSpans").EnumerateArray()
                   from span in scope.GetProperty("spans").EnumerateArray()
                   select span];
    }

    private static string? TraceOf(JsonElement[] spans, string name, string attribute, string value) =>
        (from span in spans
         where span.GetProperty("name").GetString() == name
         from pair in span.GetProperty("attributes").EnumerateArray()
         where pair.GetProperty("key").GetString() == attribute && pair.GetProperty("value").GetProperty("stringValue").GetString() == value
         select span.GetProperty("traceId").GetString()).FirstOrDefault();

    private static bool Has(JsonElement[] spans, string trace, string name) => spans.Any(span =>
        span.GetProperty("traceId").GetString() == trace && span.GetProperty("name").GetString()!.StartsWith(name, StringComparison.Ordinal));
}
