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
        account.MapPost("/Calls.json", CreateAsync);
        account.MapGet("/Calls/{callSid}.json", (string callSid, HttpRequest request, CallControl control, IOptions<SandboxOptions> options) =>
            control.Read(callSid, leg => Write(leg, options)) ?? NotFound(request));
        account.MapPost("/Calls/{callSid}.json", UpdateAsync);
    }

    private static IResult List(HttpRequest request, CallLog calls, IOptions<SandboxOptions> options) => RestPages.Write(
        request,
        "calls",
        // Twilio's order is newest first (documented).
        calls.Read(call => CallQuery.Filter(CallControl.LegsOf(call), request.Query).Select(leg => (At: leg.CreatedAt, Call: CallResource.Of(leg, options.Value.AccountSid))).ToArray())
            .SelectMany(legs => legs)
            .OrderByDescending(leg => leg.At)
            .Select(leg => leg.Call)
            // A callee can have left an earlier call for one of its own.
            .DistinctBy(leg => leg.Sid));

    private static async Task<IResult> CreateAsync(HttpRequest request, OutgoingCalls calls, CallControl control, IOptions<SandboxOptions> options)
    {
        var (outgoing, error) = OutgoingCallParameters.Read(await RestForm.ReadAsync(request), options.Value);
        return error ?? control.Read(calls.Start(outgoing!).CallSid, leg =>
        {
            CallControl.NoteWarnings(leg, outgoing!.Source);
            // The response to a new call is always "queued" (documented).
            return RestJson.Write(CallResource.Of(leg, options.Value.AccountSid) with { Status = CallStatus.Queued, EndTime = null, Duration = null }, StatusCodes.Status201Created);
        }) ?? NotFound(request);
    }

    private static async Task<IResult> UpdateAsync(string callSid, HttpRequest request, CallControl control, OutgoingCalls calls, IOptions<SandboxOptions> options)
    {
        var form = await RestForm.ReadAsync(request);
        var (source, error) = TwimlParameters.Read(form, options.Value);
        return error ?? control.Read(callSid, leg => Update(leg, form, source, calls) ?? Write(leg, options)) ?? NotFound(request);
    }

    /// <returns>The error, if any.</returns>
    private static IResult? Update(Leg leg, IFormCollection form, TwimlSource? source, OutgoingCalls calls)
    {
        var status = form["Status"].ToString();
        if (status.Length == 0 && source is not null)
        {
            if (!calls.Redirect(leg.CallSid, source))
            {
                return RestErrors.CallState("The call is not in progress, so its TwiML cannot change.");
            }

            CallControl.NoteWarnings(leg, source);
            return null;
        }

        if (status is not (CallStatus.Completed or CallStatus.Canceled))
        {
            return RestErrors.Parameter("Send Status=completed or Status=canceled to end the call, or Url or Twiml to change its TwiML.");
        }

        if (leg.EndedAt is not null)
        {
            return RestErrors.CallState("The call is over.");
        }

        if (status == CallStatus.Canceled && leg.AnsweredAt is not null)
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
