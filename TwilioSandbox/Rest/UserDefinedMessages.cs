using System.Security.Cryptography;
using System.Text.Json;
using TwilioSandbox.Calls;
using TwilioSandbox.Events;
using TwilioSandbox.Signaling;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Rest;

/// <summary>Sends messages to the SDK during a call, and subscribes to those of the SDK (documented, "Voice SDK Call Message Events").</summary>
internal static class UserDefinedMessages
{
    private const int MaxSubscriptions = 10; // of one leg: inferred
    private const string NoCall = "No live call has this CallSid.";

    public static void MapUserDefinedMessages(this IEndpointRouteBuilder account)
    {
        account.MapPost("/Calls/{callSid}/UserDefinedMessages.json", SendAsync);
        account.MapPost("/Calls/{callSid}/UserDefinedMessageSubscriptions.json", SubscribeAsync);
        account.MapDelete("/Calls/{callSid}/UserDefinedMessageSubscriptions/{sid}.json", Unsubscribe);
    }

    private static async Task<IResult> SendAsync(string accountSid, string callSid, HttpRequest request, Switchboard switchboard, TimeProvider time)
    {
        if (ReadJson((await RestForm.ReadAsync(request))["Content"]) is not { } content)
        {
            return RestErrors.Parameter("Content must be a JSON document.");
        }

        lock (switchboard.Lock)
        {
            if (switchboard.Legs.Find(leg => leg.CallSid == callSid) is not { } leg)
            {
                return RestErrors.NotFound(request, NoCall);
            }

            var sid = NewSid("KX");
            leg.Send(Reply.Message(callSid, sid, content));
            leg.Call.Note(EventTypes.CallMessage, leg.ClientName);
            return Created(accountSid, callSid, sid, time);
        }
    }

    private static async Task<IResult> SubscribeAsync(string accountSid, string callSid, HttpRequest request, Switchboard switchboard, TimeProvider time)
    {
        if (RestForm.Url((await RestForm.ReadAsync(request))["Callback"]) is not { } callback)
        {
            return RestErrors.Parameter("Callback must be an absolute http or https URL.");
        }

        lock (switchboard.Lock)
        {
            if (switchboard.Legs.Find(leg => leg.CallSid == callSid) is not { Subscriptions.Count: < MaxSubscriptions } leg)
            {
                return RestErrors.NotFound(request, $"No live call has this CallSid, or it has {MaxSubscriptions} subscriptions.");
            }

            var sid = NewSid("ZY");
            leg.Subscriptions[sid] = callback;
            return Created(accountSid, callSid, sid, time);
        }
    }

    private static IResult Unsubscribe(string callSid, string sid, HttpRequest request, Switchboard switchboard)
    {
        lock (switchboard.Lock)
        {
            return switchboard.Legs.Exists(leg => leg.CallSid == callSid && leg.Subscriptions.Remove(sid))
                ? Results.NoContent()
                : RestErrors.NotFound(request, "The call has no such subscription.");
        }
    }

    private static JsonElement? ReadJson(string? text)
    {
        try
        {
            using var document = JsonDocument.Parse(text ?? "", new JsonDocumentOptions { MaxDepth = 32 });
            // Writing it again finds half of a surrogate pair.
            return JsonSerializer.SerializeToElement(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static IResult Created(string accountSid, string callSid, string sid, TimeProvider time) => RestJson.Write(
        new { AccountSid = accountSid, CallSid = callSid, Sid = sid, DateCreated = CallForm.Rfc2822(time.GetUtcNow()) },
        StatusCodes.Status201Created);

    private static string NewSid(string prefix) => prefix + RandomNumberGenerator.GetHexString(32, lowercase: true);
}
