using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using EndToEnd.Harness;

namespace TwilioSandbox.Tests.Account;

public sealed class TokenEndpointTests : IDisposable
{
    private readonly SandboxApp _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("""{"client":"alice"}""", "capability", true, true, 3600)]
    [InlineData("""{"client":"alice","incoming":true}""", "capability", true, false, 3600)]
    [InlineData("""{"client":"alice","outgoing":true,"ttl":600}""", "capability", false, true, 600)]
    [InlineData("""{"client":"alice","kind":"access","ttl":86400}""", "access", true, true, 86400)]
    [InlineData("""{"client":"alice","kind":"access","incoming":true,"outgoing":false}""", "access", true, false, 3600)]
    [InlineData("""{"client":"alice","kind":"access","outgoing":true,"ttl":1}""", "access", false, true, 1)]
    public async Task Issued_token_is_accepted_with_the_requested_scope(string body, string kind, bool incoming, bool outgoing, int ttl)
    {
        using var response = await PostAsync(body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.CacheControl!.NoStore);

        var answer = await JsonOf(response);
        Assert.Equal(["expiresAt", "identity", "kind", "token", "ttl"], answer.EnumerateObject().Select(member => member.Name).Order());
        Assert.Equal((kind, "alice", ttl), (answer.Text("kind"), answer.Text("identity"), answer.GetProperty("ttl").GetInt32()));
        Assert.Equal(_sandbox.Clock.GetUtcNow().ToUnixTimeSeconds() + ttl, answer.GetProperty("expiresAt").GetDateTimeOffset().ToUnixTimeSeconds());

        using var verdict = await _sandbox.SendAsync(HttpMethod.Post, "/sandbox/explain", new { token = answer.Text("token") });
        var explained = await JsonOf(verdict);
        Assert.True(explained.GetProperty("accepted").GetBoolean(), explained.ToString());
        Assert.Equal((kind, "alice"), (explained.Text("kind"), explained.Text("identity")));
        Assert.Equal(incoming, explained.GetProperty("allowsIncoming").GetBoolean());
        Assert.Equal(outgoing ? SandboxApp.ApplicationSid : null, explained.TryGetProperty("applicationSid", out var sid) ? sid.GetString() : null);
        Assert.Equal(ttl, explained.GetProperty("secondsLeft").GetInt32());
        Assert.Empty(explained.GetProperty("warnings").EnumerateArray());
    }

    [Fact]
    public async Task Issued_token_registers_a_device_and_is_not_in_the_journal()
    {
        using var response = await PostAsync("""{"client":"alice"}""");
        var token = (await JsonOf(response)).Text("token");

        using var alice = await _sandbox.ConnectAsync();
        await alice.ListenAsync(token);
        await alice.ReceiveAsync("connected");

        Assert.DoesNotContain("eyJ", (await _sandbox.GetJsonAsync("/sandbox/events")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Access_token_without_an_API_key_is_refused_with_the_settings_to_set()
    {
        (_sandbox.Settings["ApiKeySid"], _sandbox.Settings["ApiKeySecret"]) = ("", "");

        using var response = await PostAsync("""{"client":"alice","kind":"access"}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("Set Sandbox:ApiKeySid", (await JsonOf(response)).GetProperty("errors").GetProperty("kind")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_that_is_not_JSON_is_refused_with_415()
    {
        using var response = await PostAsync("client=alice", "application/x-www-form-urlencoded");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task Oversized_body_is_refused_with_413()
    {
        using var response = await PostAsync(new string(' ', 70_000));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public void Only_the_Account_folder_uses_TwilioTokens()
    {
        var folder = Path.Combine(Repository.Root, "TwilioSandbox");
        var users = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file))
            .Where(file => !file.StartsWith("obj", StringComparison.Ordinal) && !file.StartsWith("bin", StringComparison.Ordinal))
            .Where(file => File.ReadAllText(Path.Combine(folder, file)).Contains("using TwilioTokens", StringComparison.Ordinal));
        Assert.Equal([Path.Combine("Account", "TokenIssuer.cs")], users);
    }

    private async Task<HttpResponseMessage> PostAsync(string body, string contentType = "application/json")
    {
        using var client = _sandbox.CreateHttpClient();
        using var content = new StringContent(body, Encoding.UTF8, contentType);
        return await client.PostAsync(new Uri("/sandbox/tokens", UriKind.Relative), content, TestContext.Current.CancellationToken);
    }

    private static Task<JsonElement> JsonOf(HttpResponseMessage response) =>
        response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
}
