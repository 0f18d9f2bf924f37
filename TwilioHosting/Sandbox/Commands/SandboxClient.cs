using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Twilio.Commands;

/// <summary>Sends commands to the running sandbox.</summary>
internal sealed class SandboxClient(EndpointReference endpoint)
{
    private static readonly HttpClient s_http = new() { Timeout = TimeSpan.FromSeconds(10) };

    public Task<SandboxAnswer> PostAsync(string path, object body, CancellationToken cancellation) =>
        AnswerAsync(() => s_http.PostAsJsonAsync(UrlOf(path), body, cancellation), cancellation);

    public Task<SandboxAnswer> DeleteAsync(string path, CancellationToken cancellation) =>
        AnswerAsync(() => s_http.DeleteAsync(UrlOf(path), cancellation), cancellation);

    private Uri UrlOf(string path) => new(new Uri(endpoint.Url), path);

    private static async Task<SandboxAnswer> AnswerAsync(Func<Task<HttpResponseMessage>> send, CancellationToken cancellation)
    {
        try
        {
            using var answer = await send();
            var json = await answer.Content.ReadAsStringAsync(cancellation);
            return answer.IsSuccessStatusCode
                ? new(json.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(json), null)
                : new(default, ProblemIn(json) ?? $"The sandbox answered {(int)answer.StatusCode}.");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new(default, $"The sandbox does not respond: {e.Message} Start it, or check its log.");
        }
    }

    // {"title":"…","detail":"…","errors":{"ttl":["1 to 86400."]}}, RFC 9457
    private static string? ProblemIn(string json)
    {
        var problem = JsonSerializer.Deserialize<Problem>(json, JsonSerializerOptions.Web);
        var errors = problem?.Errors?.SelectMany(error => error.Value.Select(text => $"{error.Key}: {text}"));
        return errors is null ? problem?.Detail ?? problem?.Title : string.Join(" ", errors);
    }

    private sealed record Problem(string? Title, string? Detail, Dictionary<string, string[]>? Errors);
}

/// <summary>The sandbox's answer, or the problem that it reported.</summary>
internal readonly record struct SandboxAnswer(JsonElement Body, string? Problem);
