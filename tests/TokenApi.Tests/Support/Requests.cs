using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace TokenApi.Tests.Support;

internal static class Requests
{
    /// <summary>Posts exactly this text.</summary>
    public static Task<HttpResponseMessage> PostText(this HttpClient client, string path, string body, string? contentType = "application/json")
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        return client.PostAsync(path, content, TestContext.Current.CancellationToken);
    }

    /// <summary>Sends a request to <c>/api/session</c> as a window of a browser.</summary>
    public static Task<HttpResponseMessage> SendAs(this HttpClient client, string window, HttpMethod method, string? body = null)
    {
        var request = new HttpRequestMessage(method, "/api/session");
        request.Headers.Add("X-Session", window);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static Task<HttpResponseMessage> GetWith(this HttpClient client, string path, string header, string value) =>
        client.SendWith(HttpMethod.Get, path, header, value);

    public static Task<HttpResponseMessage> DeleteWith(this HttpClient client, string path, string header, string value) =>
        client.SendWith(HttpMethod.Delete, path, header, value);

    private static Task<HttpResponseMessage> SendWith(this HttpClient client, HttpMethod method, string path, string header, string value)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add(header, value);
        return client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static Task<HttpResponseMessage> Get(this HttpClient client, string path) => client.GetAsync(path, TestContext.Current.CancellationToken);

    public static Task<string> Text(this HttpResponseMessage response) => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    public static async Task<JsonObject> Json(this HttpResponseMessage response)
    {
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Text())!.AsObject();
    }
}
