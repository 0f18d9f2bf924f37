using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace TwilioSandbox.Telephony;

/// <summary>What the page, or a test, does with the telephone.</summary>
internal static class TelephoneEndpoints
{
    public static void MapTelephone(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sandbox/telephone", Read);
        app.MapPut("/sandbox/telephone", Change);
        app.MapPost("/sandbox/telephone/calls", Call);
        var call = app.MapGroup("/sandbox/telephone/calls/{callSid}");
        call.MapPost("/answer", (string callSid, TelephoneAnswerRequest? request, Telephone telephone) => Result(telephone.Answer(callSid, request?.Sdp)));
        call.MapPost("/decline", (string callSid, Telephone telephone) => Result(telephone.Decline(callSid)));
        call.MapPost("/hangup", (string callSid, Telephone telephone) => Result(telephone.Hangup(callSid)));
        call.MapPost("/keys", (string callSid, TelephoneKeysRequest request, Telephone telephone) => Result(telephone.Press(callSid, request.Digits!)));
    }

    private static TelephoneSnapshot Read(Telephone telephone) => new(telephone.IsBusy, telephone.Read(TelephoneCallSnapshot.Of));

    private static TelephoneSnapshot Change(TelephoneSettings settings, Telephone telephone)
    {
        telephone.IsBusy = settings.Busy!.Value;
        return Read(telephone);
    }

    private static Results<Created<TelephoneCallSnapshot>, ProblemHttpResult> Call(TelephoneCallRequest request, TelephoneCalls calls, IOptions<SandboxOptions> options)
    {
        if (options.Value.VoiceUrl is null)
        {
            return Conflict(
                "No Voice URL",
                "The telephone calls your application's Voice URL, and none is configured. Start the sandbox with --voice-url http://localhost:3000/voice, or set Sandbox:VoiceUrl.");
        }

        return calls.Start(request.From!, request.To!, request.Sdp) is { } leg
            ? TypedResults.Created($"/sandbox/telephone/calls/{leg.CallSid}", TelephoneCallSnapshot.Of(leg))
            : Conflict("Too many calls", $"The telephone can be in at most {TelephoneCalls.MaxCalls} calls. Hang up some of them.");
    }

    private static Results<NoContent, ProblemHttpResult> Result(TelephoneResult result) => result switch
    {
        TelephoneResult.NoSuchCall => TypedResults.Problem(
            title: "Call not found", detail: "The telephone has no such call, or it is over. GET /sandbox/telephone lists its calls.", statusCode: StatusCodes.Status404NotFound),
        TelephoneResult.NotRinging => Conflict("Call does not ring", "Only an incoming call that rings can be answered or declined."),
        TelephoneResult.NotAnswered => Conflict("Call is not answered", "The other side receives keys only after the call is answered."),
        _ => TypedResults.NoContent(),
    };

    private static ProblemHttpResult Conflict(string title, string detail) => TypedResults.Problem(title: title, detail: detail, statusCode: StatusCodes.Status409Conflict);
}
