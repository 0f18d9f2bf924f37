using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace TwilioSandbox.Tests;

/// <summary>Requests that break a rule. <c>POST /sandbox/tokens</c> and <c>POST /sandbox/faults</c> share the rules of JSON.</summary>
public sealed class BadRequestTests(BadRequestTests.Server server) : IClassFixture<BadRequestTests.Server>
{
    [Theory]
    [InlineData("""{}""", "client", "is missing or empty; it must be 1 to 121 letters")]
    [InlineData("""{"client":null}""", "client", "is missing")]
    [InlineData("""{"client":""}""", "client", "must be 1 to 121 letters")]
    [InlineData("""{"client":"alice@example.com"}""", "client", "must be 1 to 121 letters")]
    [InlineData("""{"client":7}""", "client", "must be 1 to 121 letters")]
    [InlineData("""{"client":"\ud800"}""", "client", "must be 1 to 121 letters")]
    [InlineData("""{"client":"alice","client":"bob"}""", "client", "must be 1 to 121 letters")]
    [InlineData("""{"client":"alice","incoming":"yes"}""", "incoming", "must be true or false")]
    [InlineData("""{"client":"alice","incoming":false}""", "incoming", "At least one of incoming and outgoing")]
    [InlineData("""{"client":"alice","outgoing":false}""", "incoming", "At least one of incoming and outgoing")]
    [InlineData("""{"client":"alice","incoming":false,"outgoing":false}""", "incoming", "At least one of incoming and outgoing")]
    [InlineData("""{"client":"alice","outgoing":1}""", "outgoing", "must be true or false")]
    [InlineData("""{"client":"alice","kind":"Access"}""", "kind", "must be capability or access")]
    [InlineData("""{"client":"alice","kind":true}""", "kind", "must be capability or access")]
    [InlineData("""{"client":"alice","ttl":0}""", "ttl", "from 1 to 86400")]
    [InlineData("""{"client":"alice","ttl":86401}""", "ttl", "from 1 to 86400")]
    [InlineData("""{"client":"alice","ttl":"600"}""", "ttl", "must be a whole number of seconds from 1 to 86400.")]
    [InlineData("""{"client":"alice","ttl":1.5}""", "ttl", "must be a whole number of seconds from 1 to 86400.")]
    [InlineData("""{"client":"alice","accountSid":"AC1"}""", "accountSid", "is not accepted. The fields are client, incoming,")]
    public Task Invalid_field_of_a_token_request_is_refused_with_400_and_its_rule(string body, string name, string rule) =>
        AssertRefusedAsync("/sandbox/tokens", body, name, rule);

    [Theory]
    [InlineData("""{}""", "kind", "is missing; it must be drop-signaling, ")]
    [InlineData("""{"kind":"explode"}""", "kind", "must be drop-signaling, ")]
    [InlineData("""{"kind":7}""", "kind", "must be drop-signaling")]
    [InlineData("""{"kind":"delay-signaling"}""", "delayMs", "is missing; delay-signaling requires it.")]
    [InlineData("""{"kind":"delay-signaling","delayMs":0}""", "delayMs", "from 1 to 60000")]
    [InlineData("""{"kind":"delay-signaling","delayMs":1.5}""", "delayMs", "from 1 to 60000")]
    [InlineData("""{"kind":"delay-signaling","delayMs":"1"}""", "delayMs", "from 1 to 60000")]
    [InlineData("""{"kind":"delay-signaling","delayMs":9999999999}""", "delayMs", "from 1 to 60000")]
    [InlineData("""{"kind":"drop-signaling","delayMs":1}""", "delayMs", "has no meaning for drop-signaling")]
    [InlineData("""{"kind":"drop-signaling","client":"<b>"}""", "client", "must be a client name")]
    [InlineData("""{"kind":"drop-signaling","cuont":1}""", "cuont", "is not accepted. The fields are kind, client,")]
    [InlineData("""{"kind":"drop-signaling","count":1,"count":2}""", "count", "must be a whole number")]
    [InlineData("""{"kind":"refuse-registration","code":401}""", "code", "from 10000 to 99999")]
    [InlineData("""{"kind":"wrong-clock","offsetSeconds":60,"count":1}""", "count", "has no meaning for wrong-clock")]
    public Task Invalid_field_of_a_fault_is_refused_with_400_and_its_rule(string body, string name, string rule) =>
        AssertRefusedAsync("/sandbox/faults", body, name, rule);

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("\"\\ud800\"")]
    public async Task Body_that_is_not_a_JSON_object_is_refused_with_400(string body)
    {
        foreach (var path in (string[])["/sandbox/tokens", "/sandbox/sign", "/sandbox/faults", "/sandbox/explain"])
        {
            var (status, problem) = await PostAsync(path, body);
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.Contains(path == "/sandbox/explain" ? "" : "one JSON object", problem.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/sandbox/tokens", "application/json", "x\r\n")]
    [InlineData("/sandbox/faults", "application/json", "5\r\n{\"kinxx\r\n0\r\n\r\n")]
    [InlineData("/sandbox/explain", "application/json", "x\r\n")]
    [InlineData("/sandbox/explain", "text/plain", "5\r\neyJhbxx\r\n0\r\n\r\n")]
    [InlineData("/twilio/insights/v4/EndpointMetrics", "application/json", "5\r\n{\"a\":xx\r\n0\r\n\r\n")]
    public async Task Malformed_chunked_body_is_refused_with_400(string path, string contentType, string chunks)
    {
        using var client = server.Sandbox.CreateHttpClient();
        var address = client.BaseAddress!;
        using var connection = new TcpClient(address.Host, address.Port);
        await connection.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: {contentType}\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}"),
            TestContext.Current.CancellationToken);

        using var answer = new StreamReader(connection.GetStream());
        Assert.Equal("HTTP/1.1 400 Bad Request", await answer.ReadLineAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task All_invalid_fields_are_named_at_once()
    {
        var (_, problem) = await PostAsync("/sandbox/tokens", """{"client":"","kind":"x","ttl":0}""");
        Assert.Equal(["client", "kind", "ttl"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());
    }

    private async Task AssertRefusedAsync(string path, string body, string name, string rule)
    {
        var (status, problem) = await PostAsync(path, body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(rule, problem.GetProperty("errors").GetProperty(name)[0].GetString(), StringComparison.Ordinal);
    }

    private async Task<(HttpStatusCode Status, JsonElement Problem)> PostAsync(string path, string body)
    {
        using var client = server.Sandbox.CreateHttpClient();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
    }

    /// <summary>One sandbox for all cases: refused requests change nothing.</summary>
    public sealed class Server : IDisposable
    {
        public SandboxApp Sandbox { get; } = new();

        public void Dispose() => Sandbox.Dispose();
    }
}
