using System.Net;
using System.Text;
using System.Text.Json;
using TwilioSandbox.Tests.Tokens.Verdicts;

namespace TwilioSandbox.Tests.Tokens;

public sealed class ExplainTests : IDisposable
{
    private readonly SandboxApp _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    public async Task Accepted_token_is_explained(string contentType)
    {
        var token = TestToken.Access(_sandbox.Clock).ToString();
        var body = contentType == "text/plain" ? token + "\n" : JsonSerializer.Serialize(new { token });
        var (status, answer) = await ExplainAsync(body, contentType);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(answer.GetProperty("accepted").GetBoolean());
        Assert.Equal("access", answer.GetProperty("kind").GetString());
        Assert.Equal("alice", answer.GetProperty("identity").GetString());
        Assert.Equal(3600, answer.GetProperty("secondsLeft").GetInt64());
        Assert.False(answer.TryGetProperty("defect", out _));
    }

    [Fact]
    public async Task Refused_token_is_explained_with_its_defect_and_the_nearest_token()
    {
        var token = _sandbox.Token(incoming: "alice").With("exp", $"{_sandbox.Clock.GetUtcNow().ToUnixTimeSeconds() + 60}");
        var (_, answer) = await ExplainAsync(token.ToString(), "text/plain");

        Assert.False(answer.GetProperty("accepted").GetBoolean());
        Assert.Equal(31204, answer.GetProperty("code").GetInt32());
        var fault = answer.GetProperty("defect");
        Assert.Equal(("exp", "a string of digits"), (fault.GetProperty("claim").GetString(), fault.GetProperty("was").GetString()));
        var nearest = Assert.Single(fault.GetProperty("nearest").EnumerateArray());
        Assert.Equal("`exp` were an integer, in seconds since 1970", nearest.GetString());
    }

    [Fact]
    public async Task Journal_contains_the_defect()
    {
        using var device = await _sandbox.ConnectAsync();
        await device.ListenAsync(_sandbox.Token(incoming: "alice").SignedWith(SandboxApp.ApiKeySecret).ToString());
        await device.ReceiveAsync("error");

        var fault = Assert.Single(await _sandbox.EventsAsync("token.refused")).GetProperty("defect");
        Assert.Equal("made with the secret of the API key", fault.GetProperty("was").GetString());
    }

    [Fact]
    public async Task Signaling_and_explain_give_the_same_verdict()
    {
        // Longer tokens do not fit into a frame or a request.
        foreach (var row in VerdictRow.All.Where(row => row.Token.Length < 50_000))
        {
            var (_, explained) = await ExplainAsync(JsonSerializer.Serialize(new { token = row.Token }), "application/json");
            using var device = await _sandbox.ConnectAsync();
            await device.ListenAsync(row.Token);
            var answer = JsonSerializer.Deserialize<JsonElement>((await device.ReceiveTextAsync())!);
            Assert.True(explained.GetProperty("accepted").GetBoolean() == (answer.Text("type") == "connected"), row.Id);
            if (answer.Text("type") == "error")
            {
                var entry = (await _sandbox.GetJsonAsync("/sandbox/events?type=token.refused")).EnumerateArray().Last();
                var sent = answer.GetProperty("payload").GetProperty("error");
                Assert.All((string[])["code", "message"], name => Assert.Equal(explained.Text(name), sent.Text(name)));
                Assert.All((string[])["explanation", "defect"], name => Assert.Equal(explained.Text(name), entry.Text(name)));
                await _sandbox.SendAsync(HttpMethod.Delete, "/sandbox");
            }
        }
    }

    [Theory]
    [InlineData("{}", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("[]", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("""{"token":1}""", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("", "text/plain", HttpStatusCode.OK)]
    public async Task Body_without_a_token_is_refused_with_400(string body, string contentType, HttpStatusCode expected)
    {
        var (status, answer) = await ExplainAsync(body, contentType);

        Assert.Equal(expected, status);
        Assert.Contains(status == HttpStatusCode.OK ? "defect" : "token", answer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_of_a_megabyte_is_refused_with_413()
    {
        var (status, answer) = await ExplainAsync(new string('a', 1_000_000), "text/plain");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Equal("Content Too Large", answer.Text("title"));
    }

    private async Task<(HttpStatusCode Status, JsonElement Answer)> ExplainAsync(string body, string contentType)
    {
        _sandbox.StartServer();
        using var content = new StringContent(body, Encoding.UTF8, contentType);
        using var response = await _sandbox.CreateClient().PostAsync(
            new Uri("/sandbox/explain", UriKind.Relative), content, TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return (response.StatusCode, json.RootElement.Clone());
    }
}
