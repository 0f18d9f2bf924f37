using System.Net.Http.Json;
using System.Text.Json;

namespace EndToEnd.Harness;

/// <summary>The sandbox in a test: its journal, and the faults that a test injects.</summary>
public static class Sandbox
{
    private static readonly HttpClient s_http = new();

    /// <summary>The sandbox account: settings of TokenApi (<c>Twilio:</c>) and of the sandbox (<c>Sandbox:</c>).</summary>
    public static IReadOnlyDictionary<string, string> Account { get; } = new Dictionary<string, string>
    {
        ["AccountSid"] = "AC00000000000000000000000000facade",
        ["AuthToken"] = "000000000000000000000000badcafe0",
        ["ApplicationSid"] = "AP00000000000000000000000000facade",
        ["ApiKeySid"] = "SK00000000000000000000000000facade",
        ["ApiKeySecret"] = "sandboxSecretNotARealOne00000000",
    };

    /// <summary>The sandbox's journal of one client, oldest first.</summary>
    public static async Task<IReadOnlyList<SandboxEvent>> EventsOfAsync(this IPhoneSystem system, string client) =>
        await s_http.GetFromJsonAsync<SandboxEvent[]>(
            new Uri(system.SandboxUrl, $"/sandbox/events?client={client}"), JsonSerializerOptions.Web, TestContext.Current.CancellationToken) ?? [];

    /// <summary>Waits until the journal of one client has this many events of a type.</summary>
    public static Task<IReadOnlyList<SandboxEvent>> WaitForEventsAsync(this IPhoneSystem system, string client, string type, int count = 1) =>
        Wait.UntilAsync(
            $"{count} × {type} in the sandbox's journal of {client}",
            () => system.EventsOfAsync(client),
            events => events.Count(e => e.Type == type) >= count);

    /// <summary>Injects a fault with <c>POST /sandbox/faults</c>. Disposing the result removes it.</summary>
    public static async Task<IAsyncDisposable> FailAsync(this IPhoneSystem system, object fault)
    {
        using var answer = await s_http.PostAsJsonAsync(new Uri(system.SandboxUrl, "/sandbox/faults"), fault, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"The sandbox refused the fault: {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        return new Fault(new Uri(system.SandboxUrl, answer.Headers.Location!));
    }

    private sealed class Fault(Uri url) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => (await s_http.DeleteAsync(url)).Dispose();
    }
}

/// <summary>One event of the sandbox's journal.</summary>
/// <param name="Type">For example <c>client.registered</c>.</param>
/// <param name="Code">Twilio's error code, if there is one.</param>
/// <param name="Message">What happened.</param>
/// <param name="Explanation">Why, and what to do.</param>
public sealed record SandboxEvent(string Type, int? Code = null, string? Message = null, string? Explanation = null);
