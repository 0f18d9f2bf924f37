using System.Net.Http.Json;
using System.Text.Json;

namespace TwilioSandbox.Tests;

/// <summary>Requests to the sandbox's HTTP API.</summary>
internal static class SandboxHttp
{
    public static async Task<JsonElement> GetJsonAsync(this SandboxApp sandbox, string path)
    {
        using var client = sandbox.CreateHttpClient();
        return await client.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken);
    }

    public static async Task<HttpResponseMessage> SendAsync(this SandboxApp sandbox, HttpMethod method, string path, object? body = null)
    {
        using var client = sandbox.CreateHttpClient();
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Starts a fault, which must succeed.</summary>
    public static async Task<JsonElement> StartFaultAsync(this SandboxApp sandbox, object fault)
    {
        using var response = await sandbox.SendAsync(HttpMethod.Post, "/sandbox/faults", fault);
        Assert.Equal(System.Net.HttpStatusCode.Created, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    /// <summary>Requests a path until the response is right.</summary>
    public static async Task<JsonElement> GetJsonWhenAsync(this SandboxApp sandbox, string path, Func<JsonElement, bool> isRight)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(SandboxApp.Limit);
        while (true)
        {
            var seen = await sandbox.GetJsonAsync(path);
            if (isRight(seen))
            {
                return seen;
            }

            Assert.False(limit.IsCancellationRequested, $"{path} did not become right; it was {seen}");
        }
    }

    public static HttpClient CreateHttpClient(this SandboxApp sandbox)
    {
        sandbox.StartServer();
        var client = sandbox.CreateClient();
        client.Timeout = SandboxApp.Limit;
        return client;
    }

    public static string Text(this JsonElement json, string name) => json.GetProperty(name).ToString();
}
