using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Logs;
using OpenTelemetry.Trace;
using TokenApi.Tests.Session;

namespace TokenApi.Tests.Logging;

/// <summary>Logs at the level Trace, and traces, contain no values of a sign-in and no parameters of a call, recorded or exported over OTLP.</summary>
public class RedactedLoggingTests(IdentityProvider provider)
{
    private const string Callee = "CalleeThatNobodyMayRead";

    [Fact]
    public async Task Sign_in_logs_no_code_state_nonce_or_token()
    {
        using var spans = new SpanRecorder();
        await using var otlp = await OtlpReceiver.StartAsync();
        await using var app = TokenApiApp.WithProvider(provider);
        otlp.ReceiveFrom(app);
        var browser = ProviderSignInTests.NewBrowser(app);
        var challenge = await browser.Get("/api/session/login");
        var callback = await ProviderSignInTests.AskProvider(challenge, "alice@example.com");
        await browser.Get(callback.PathAndQuery);
        // Refused, because the state of a sign-in is valid only once.
        await browser.Get(callback.PathAndQuery);

        var request = QueryHelpers.ParseQuery(challenge.Headers.Location!.Query);
        var response = QueryHelpers.ParseQuery(callback.Query);
        var nonceCookie = challenge.Headers.GetValues("Set-Cookie").Single(cookie => cookie.Contains("Nonce", StringComparison.Ordinal)).Split('=')[0];
        // eyJhbGciOi is the start of each of the provider's tokens, {"alg":
        string[] secrets = [nonceCookie, response["code"]!, response["state"]!, request["state"]!, request["nonce"]!, request["code_challenge"]!, "eyJhbGciOi"];
        await AssertCleanAsync(app, spans, otlp, secrets);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("GET")]
    public async Task Voice_logs_no_query_and_no_form(string method)
    {
        using var spans = new SpanRecorder();
        await using var otlp = await OtlpReceiver.StartAsync();
        await using var app = new TokenApiApp();
        otlp.ReceiveFrom(app);
        using var client = app.CreateLoopbackClient();
        (string, string)[] form = method == "POST" ? [("To", Callee)] : [];
        var request = new HttpRequestMessage(new(method), $"/voice?To={Callee}") { Content = method == "POST" ? new FormUrlEncodedContent([new("To", Callee)]) : null };
        var url = new Uri(client.BaseAddress!, request.RequestUri!).ToString();
        client.Signed(TwilioSignature.Compute(TestAccount.Sandbox().AuthToken!, url, form));

        var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Contains(Callee, await answer.Text(), StringComparison.Ordinal);
        await AssertCleanAsync(app, spans, otlp, [Callee]);
    }

    private static async Task AssertCleanAsync(TokenApiApp app, SpanRecorder spans, OtlpReceiver otlp, string[] secrets)
    {
        Assert.Contains(app.Logs.Lines, line => line.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
        var texts = app.Logs.Lines.Concat(spans.Spans.SelectMany(span => span.TagObjects.Select(tag => $"{span.DisplayName}: {tag.Key}={tag.Value}")));
        Assert.DoesNotContain(texts, text => Array.Exists(secrets, secret => text.Contains(secret, StringComparison.Ordinal)));
        app.Services.GetRequiredService<LoggerProvider>().ForceFlush();
        app.Services.GetRequiredService<TracerProvider>().ForceFlush();
        foreach (var path in (string[])["/v1/logs", "/v1/traces"])
        {
            var exported = otlp.TextOf(path);
            Assert.Contains("Microsoft.AspNetCore", exported, StringComparison.Ordinal);
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, exported, StringComparison.Ordinal));
        }
    }
}
