using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using TwilioSandbox.Events;
using TwilioSandbox.Signaling;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Calls;

/// <summary>
/// The part of Twilio's REST API that sends messages to the SDK during a call, and subscribes to those of the SDK (documented, "Voice SDK Call Message Events").
/// </summary>
internal static class UserDefinedMessages
{
    private const int MaxSubscriptions = 10; // of one leg: inferred

    public static void MapUserDefinedMessages(this IEndpointRouteBuilder app)
    {
        var call = app.MapGroup("/2010-04-01/Accounts/{accountSid}/Calls/{callSid}").DisableAntiforgery().AddEndpointFilter(AuthenticateAsync);
        call.MapPost("/UserDefinedMessages.json", Send);
        call.MapPost("/UserDefinedMessageSubscriptions.json", Subscribe);
        call.MapDelete("/UserDefinedMessageSubscriptions/{sid}.json", Unsubscribe);
    }

    private static IResult Send(string accountSid, string callSid, IFormCollection form, Switchboard switchboard, TimeProvider time)
    {
        if (ReadJson(form["Content"]) is not { } content)
        {
            return Problem(StatusCodes.Status400BadRequest, "Content must be a JSON document.");
        }

        lock (switchboard.Lock)
        {
            if (switchboard.Legs.Find(leg => leg.CallSid == callSid) is not { } leg)
            {
                return Problem(StatusCodes.Status404NotFound, "No live call has this CallSid.");
            }

            var sid = NewSid("KX");
            leg.Send(Reply.Message(callSid, sid, content));
            leg.Call.Note(EventTypes.CallMessage, leg.ClientName);
            return Created(accountSid, callSid, sid, time);
        }
    }

    private static IResult Subscribe(string accountSid, string callSid, IFormCollection form, Switchboard switchboard, TimeProvider time)
    {
        if (!Uri.TryCreate(form["Callback"], UriKind.Absolute, out var callback) || callback.Scheme is not ("http" or "https") || callback.UserInfo.StartsWith(':'))
        {
            return Problem(StatusCodes.Status400BadRequest, "Callback must be an absolute http or https URL.");
        }

        lock (switchboard.Lock)
        {
            if (switchboard.Legs.Find(leg => leg.CallSid == callSid) is not { Subscriptions.Count: < MaxSubscriptions } leg)
            {
                return Problem(StatusCodes.Status404NotFound, $"No live call has this CallSid, or it has {MaxSubscriptions} subscriptions.");
            }

            var sid = NewSid("ZY");
            leg.Subscriptions[sid] = callback;
            return Created(accountSid, callSid, sid, time);
        }
    }

    private static IResult Unsubscribe(string callSid, string sid, Switchboard switchboard)
    {
        lock (switchboard.Lock)
        {
            return switchboard.Legs.Exists(leg => leg.CallSid == callSid && leg.Subscriptions.Remove(sid))
                ? TypedResults.NoContent()
                : Problem(StatusCodes.Status404NotFound, "There is no such subscription.");
        }
    }

    // HTTP Basic: the account SID and auth token, or an API key and its secret.
    private static ValueTask<object?> AuthenticateAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var (http, options) = (context.HttpContext, context.HttpContext.RequestServices.GetRequiredService<IOptions<SandboxOptions>>().Value);
        var isKnown = IsBasic(http.Request, options.AccountSid, options.AuthToken) || (options.ApiKeySid.Length > 0 && IsBasic(http.Request, options.ApiKeySid, options.ApiKeySecret));
        return isKnown && http.GetRouteValue("accountSid") as string == options.AccountSid
            ? next(context)
            : ValueTask.FromResult<object?>(Problem(StatusCodes.Status401Unauthorized, "Authenticate with the sandbox's account SID and auth token, or its API key."));
    }

    private static bool IsBasic(HttpRequest request, string user, string password) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString()),
        Encoding.UTF8.GetBytes($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))}"));

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

    private static JsonHttpResult<Dictionary<string, string>> Created(string accountSid, string callSid, string sid, TimeProvider time) => TypedResults.Json(
        new Dictionary<string, string>
        {
            ["account_sid"] = accountSid,
            ["call_sid"] = callSid,
            ["sid"] = sid,
            ["date_created"] = CallForm.Rfc2822(time.GetUtcNow()),
        },
        statusCode: StatusCodes.Status201Created);

    private static ProblemHttpResult Problem(int status, string detail) => TypedResults.Problem(detail, statusCode: status);

    private static string NewSid(string prefix) => prefix + RandomNumberGenerator.GetHexString(32, lowercase: true);
}
