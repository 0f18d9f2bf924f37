using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace TwilioSandbox.Tests.Rest;

/// <summary>Authentication of the REST API, and addresses that it does not have.</summary>
public sealed class RestAuthenticationTests : IDisposable
{
    private readonly SandboxApp _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData(SandboxApp.AccountSid, SandboxApp.AuthToken)]
    [InlineData(SandboxApp.ApiKeySid, SandboxApp.ApiKeySecret)]
    public async Task Auth_token_and_API_key_are_accepted(string user, string password) =>
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, $"{RestClient.Account}/Calls.json", user, password)).Status);

    [Theory]
    [InlineData(null, null, "HTTP Basic")]
    [InlineData(SandboxApp.AccountSid, "wrong", "auth token")]
    [InlineData(SandboxApp.ApiKeySid, SandboxApp.AuthToken, "API key")]
    public async Task Wrong_credentials_are_refused_with_20003(string? user, string? password, string explanation)
    {
        foreach (var path in new[] { "/Calls.json", "/Recordings.json", "/Calls/CA1/UserDefinedMessages.json", "/Nothing.json" })
        {
            var (status, error) = await SendAsync(HttpMethod.Get, RestClient.Account + path, user, password);
            Assert.Equal((HttpStatusCode.Unauthorized, "20003", "401"), (status, error.Text("code"), error.Text("status")));
            Assert.Contains(explanation, error.Text("message"), StringComparison.Ordinal);
            Assert.Equal("https://www.twilio.com/docs/errors/20003", error.Text("more_info"));
        }
    }

    [Fact]
    public async Task Another_account_is_refused_with_20003()
    {
        var (status, error) = await SendAsync(HttpMethod.Get, "/2010-04-01/Accounts/AC1/Calls.json", SandboxApp.AccountSid, SandboxApp.AuthToken);
        Assert.Equal((HttpStatusCode.Unauthorized, "20003"), (status, error.Text("code")));
        Assert.Contains($"only account is {SandboxApp.AccountSid}", error.Text("message"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/Messages.json")]
    [InlineData("DELETE", "/Calls.json")]
    [InlineData("PUT", "/Calls/CA1.json")]
    [InlineData("GET", "/Calls/CA1")]
    public async Task Unknown_resource_or_method_is_not_found_and_the_error_lists_the_resources(string method, string path)
    {
        var (status, error) = await SendAsync(new(method), RestClient.Account + path, SandboxApp.AccountSid, SandboxApp.AuthToken);
        Assert.Equal((HttpStatusCode.NotFound, "20404"), (status, error.Text("code")));
        Assert.StartsWith($"{method} {RestClient.Account}{path} is not available.", error.Text("message"), StringComparison.Ordinal);
        Assert.Contains("GET and POST Calls/{Sid}.json", error.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_of_another_origin_is_refused()
    {
        using var client = _sandbox.CreateHttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{RestClient.Account}/Calls.json")
        {
            Headers = { { "Origin", "http://localhost:5100" }, { "Authorization", $"{RestClient.Basic(SandboxApp.AccountSid, SandboxApp.AuthToken)}" } },
        };
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpMethod method, string path, string? user, string? password)
    {
        using var client = _sandbox.CreateHttpClient();
        using var request = new HttpRequestMessage(method, path) { Headers = { Authorization = user is null ? null : RestClient.Basic(user, password!) } };
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
    }
}
