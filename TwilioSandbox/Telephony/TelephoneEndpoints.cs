using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using TwilioSandbox.Calls;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Telephony;

/// <summary>What the page does with the telephone.</summary>
internal static class TelephoneEndpoints
{
    public static void MapTelephone(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sandbox/telephone", Read);
        app.MapPut("/sandbox/telephone", (TelephoneSettings settings, Telephone telephone) => telephone.IsBusy = settings.Busy!.Value);
        app.MapPost("/sandbox/telephone/calls", Call);
        var call = app.MapGroup("/sandbox/telephone/calls/{callSid}");
        call.MapPost("/answer", (string callSid, TelephoneAnswerRequest request, Telephone telephone) => Use(telephone, callSid, leg => Answer(leg, request.Sdp)));
        call.MapPost("/decline", (string callSid, Telephone telephone) => Use(telephone, callSid, Decline));
        call.MapPost("/hangup", (string callSid, Telephone telephone) => Use(telephone, callSid, Hangup));
        call.MapPost("/keys", (string callSid, TelephoneKeysRequest request, Telephone telephone) => Use(telephone, callSid, leg => CallCommands.Press(leg, request.Digits)));
    }

    private static TelephoneSnapshot Read(Telephone telephone) => new(telephone.IsBusy, telephone.Read(TelephoneCallSnapshot.Of));

    private static IResult Call(TelephoneCallRequest request, TelephoneCalls calls, IOptions<SandboxOptions> options) => options.Value.VoiceUrl is null
        ? TypedResults.Problem(
            title: "No Voice URL",
            detail: "The telephone calls the application's Voice URL, and there is none. Start the sandbox with --voice-url http://localhost:3000/voice, or set Sandbox:VoiceUrl.",
            statusCode: StatusCodes.Status409Conflict)
        : TypedResults.Json(TelephoneCallSnapshot.Of(calls.Start(request.From!, request.To!, request.Sdp)), statusCode: StatusCodes.Status201Created);

    private static bool Answer(Leg leg, string? sdp)
    {
        if (leg.IsRinging)
        {
            leg.Call.Answer(leg, sdp);
            return true;
        }

        return false;
    }

    private static bool Decline(Leg leg)
    {
        if (leg.IsRinging)
        {
            leg.Call.Leave(leg, CallStatus.Busy, $"{leg.Address} declined the call.");
            return true;
        }

        return false;
    }

    private static bool Hangup(Leg leg)
    {
        CallCommands.Hangup(leg);
        return true;
    }

    private static Results<NoContent, ProblemHttpResult> Use(Telephone telephone, string callSid, Func<Leg, bool> use) => telephone.Use(callSid, use)
        ? TypedResults.NoContent()
        : TypedResults.Problem(
            title: "Call not found", detail: "The telephone has no such call, or it no longer rings. GET /sandbox/telephone lists its calls.", statusCode: StatusCodes.Status404NotFound);
}

/// <summary>The telephone, as <c>GET /sandbox/telephone</c> shows it.</summary>
/// <param name="Busy">Whether it declines every call at once.</param>
/// <param name="Calls">Its live calls.</param>
internal sealed record TelephoneSnapshot(bool Busy, TelephoneCallSnapshot[] Calls);

/// <param name="CallSid">The telephone's leg.</param>
/// <param name="From">The caller.</param>
/// <param name="To">The callee.</param>
/// <param name="Direction"><c>incoming</c> or <c>outgoing</c>, as the telephone sees it.</param>
/// <param name="State"><c>ringing</c>, or <c>answered</c>.</param>
/// <param name="Echo">Whether it sends back what it hears.</param>
/// <param name="Sdp">The sandbox's session description for the browser that has the microphone. Empty until an outgoing call is answered.</param>
internal sealed record TelephoneCallSnapshot(string CallSid, string From, string To, string Direction, string State, bool Echo, string Sdp)
{
    public static TelephoneCallSnapshot Of(Leg leg) => new(
        leg.CallSid,
        leg.From,
        leg.To,
        leg.Direction == CallForm.Inbound ? "outgoing" : "incoming",
        leg.AnsweredAt is null ? "ringing" : "answered",
        leg.IsEcho,
        leg.RemoteSdp);
}
