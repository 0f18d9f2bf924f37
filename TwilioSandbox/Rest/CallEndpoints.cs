using Microsoft.Extensions.Options;
using TwilioSandbox.Calls;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Rest;

/// <summary>The Calls resource.</summary>
internal static class CallEndpoints
{
    public static void MapRestCalls(this IEndpointRouteBuilder account)
    {
        account.MapGet("/Calls.json", List);
        account.MapGet("/Calls/{callSid}.json", (string callSid, HttpRequest request, CallControl control, IOptions<SandboxOptions> options) =>
            control.Read(callSid, leg => Write(leg, options)) ?? NotFound(request));
        account.MapPost("/Calls/{callSid}.json", UpdateAsync);
    }

    private static IResult List(HttpRequest request, CallLog calls, IOptions<SandboxOptions> options) => RestPages.Write(
        request,
        "calls",
        // Twilio's order is newest first (documented).
        calls.Read(call => CallQuery.Filter(call.AllLegs, request.Query).Select(leg => (At: leg.CreatedAt(), Call: CallResource.Of(leg, options.Value.AccountSid))).ToArray())
            .SelectMany(legs => legs)
            .OrderByDescending(leg => leg.At)
            .Select(leg => leg.Call));

    private static async Task<IResult> UpdateAsync(string callSid, HttpRequest request, CallControl control, IOptions<SandboxOptions> options)
    {
        var form = await RestForm.ReadAsync(request);
        return control.Read(callSid, leg => Update(leg, form) ?? Write(leg, options)) ?? NotFound(request);
    }

    /// <returns>The error, if any.</returns>
    private static IResult? Update(Leg leg, IFormCollection form)
    {
        var status = form["Status"].ToString();
        if (status is not (CallStatus.Completed or CallStatus.Canceled))
        {
            return RestErrors.Parameter("Send Status=completed or Status=canceled to end the call.");
        }

        if (leg.EndedAt() is not null || leg.IsOver)
        {
            return RestErrors.CallState("The call is over.");
        }

        if (status == CallStatus.Canceled && leg.AnsweredAt() is not null)
        {
            return RestErrors.CallState("Status=canceled ends only calls that are queued or ringing. To end this call, send Status=completed.");
        }

        CallControl.Hangup(leg);
        return null;
    }

    private static IResult Write(Leg leg, IOptions<SandboxOptions> options) => RestJson.Write(CallResource.Of(leg, options.Value.AccountSid));

    private static IResult NotFound(HttpRequest request) =>
        RestErrors.NotFound(request, $"GET Calls.json lists the calls. The sandbox keeps {CallLog.Capacity} ended ones.");
}
