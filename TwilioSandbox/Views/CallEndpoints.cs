using TwilioSandbox.Calls;

namespace TwilioSandbox.Views;

internal static class CallEndpoints
{
    public static void MapCalls(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sandbox/calls", (CallLog calls) => calls.Read(CallSnapshot.Of));
        app.MapGet("/sandbox/calls/{callSid}/timeline", (string callSid, CallLog calls) => calls.ReadTimeline(callSid) is { } timeline
            ? Results.Ok(timeline)
            : Results.Problem(title: "Call not found", detail: "GET /sandbox/calls lists the calls and their legs.", statusCode: StatusCodes.Status404NotFound));
        app.MapGet("/sandbox/clients", (Switchboard switchboard) => switchboard.Read(() => switchboard.Devices.Select(ClientSnapshot.Of).ToArray()));
        app.MapDelete("/sandbox", (SandboxReset reset) => reset.Run());
    }
}
