using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace TwilioSandbox.Tests.Rest;

/// <summary>Requests to the sandbox's REST API without Twilio's library.</summary>
internal static class RestClient
{
    public const string Account = $"/2010-04-01/Accounts/{SandboxApp.AccountSid}";

    public static AuthenticationHeaderValue Basic(string user, string password) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    public static Task<(HttpStatusCode Status, JsonElement Body)> GetRestAsync(this SandboxApp sandbox, string path) => sandbox.RestAsync(HttpMethod.Get, path);

    public static Task<(HttpStatusCode Status, JsonElement Body)> PostRestAsync(this SandboxApp sandbox, string path, params (string Name, string Value)[] form) =>
        sandbox.RestAsync(HttpMethod.Post, path, form);

    /// <param name="sandbox">The sandbox.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path after the account, such as <c>/Calls.json</c>.</param>
    /// <param name="form">The parameters of a POST.</param>
    public static async Task<(HttpStatusCode Status, JsonElement Body)> RestAsync(this SandboxApp sandbox, HttpMethod method, string path, params (string Name, string Value)[] form)
    {
        using var client = sandbox.CreateHttpClient();
        using var request = new HttpRequestMessage(method, $"{Account}{path}") { Headers = { Authorization = Basic(SandboxApp.AccountSid, SandboxApp.AuthToken) } };
        if (method == HttpMethod.Post)
        {
            request.Content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        }

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }
}
