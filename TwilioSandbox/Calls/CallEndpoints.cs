using TwilioSandbox.Events;
using TwilioSandbox.Faults;
using TwilioSandbox.Signaling;

namespace TwilioSandbox.Calls;

/// <summary>What is going on, as data.</summary>
internal static class CallEndpoints
{
    public static void MapCalls(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sandbox/calls", (CallLog calls) => calls.Read());
        app.MapGet("/sandbox/calls/{callSid}/timeline", (string callSid, CallLog calls) => calls.TimelineOf(callSid) is { } timeline
            ? Results.Ok(timeline)
            : Results.Problem(title: "No such call", detail: "GET /sandbox/calls lists the calls and their legs.", statusCode: StatusCodes.Status404NotFound));
        app.MapGet("/sandbox/clients", (Switchboard switchboard) => switchboard.ReadClients());
        app.MapDelete("/sandbox", Reset);
    }

    private static void Reset(FaultInjector faults, Switchboard switchboard, Connections connections, CallLog calls, Journal journal)
    {
        faults.EndAll();
        switchboard.Reset(connections.Read());
        calls.Clear();
        journal.Clear();
        journal.Add(new() { Type = EventTypes.SandboxReset });
    }
}
