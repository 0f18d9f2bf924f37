using System.Text.Json;
using TwilioSandbox.Events;

namespace TwilioSandbox.Sdk;

/// <summary>
/// An event that the SDK reports to Twilio's Insights, of which the journal keeps name and call:
/// <code>{"publisher":"twilio-js-sdk","group":"connection","name":"accepted-by-remote","level":"INFO","payload":{"call_sid":"CA…",…}}</code>
/// The payload of quality metrics is an array.
/// </summary>
internal sealed record InsightsEvent(string? Group, string? Name, JsonElement Payload)
{
    private const int MaximumLength = 200;

    public SandboxEvent ToSandboxEvent() => new()
    {
        Type = EventTypes.InsightsEvent,
        CallSid = Json.Text(Payload, "call_sid") is { } callSid ? Cut(callSid) : null,
        Message = Cut($"{Group} {Name}"),
    };

    private static string Cut(string text) => text.Length <= MaximumLength ? text : text[..MaximumLength];
}
