using System.Diagnostics;
using Microsoft.Extensions.Options;
using TwilioSandbox.Access;
using TwilioSandbox.Faults;
using TwilioSandbox.Signaling;

namespace TwilioSandbox.Calls;

internal static class SignalEndpoint
{
    /// <summary>The SDK connects to <c>wss://{host}/signal</c>. The token comes later, in <c>listen</c>.</summary>
    public static void MapSignaling(this IEndpointRouteBuilder app)
    {
        app.Map("/signal", AcceptAsync);
        app.Map("/twilio/{host}/signal", AcceptAsync); // From /sandbox.js.
    }

    private static async Task AcceptAsync(
        HttpContext context, SignalHandler handler, Clients clients, Connections connections, SignalingFaults faults, TrustedOrigins trusted,
        IOptions<SandboxOptions> options, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        if (Refuse(context, trusted) is { } problem)
        {
            await problem.ExecuteAsync(context);
            return;
        }

        if (faults.RefusesConnections())
        {
            context.Abort();
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        // This request lasts as long as the socket. Registrations and calls start their own traces.
        Activity.Current = null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var device = new Device(socket, Edge.Of(context.GetRouteValue("host") as string), handler.OnSending, options.Value, time);
        connections.Add(device);
        try
        {
            await device.RunAsync((text, cancellationToken) => handler.ReceiveAsync(device, text, cancellationToken), stop.Token);
        }
        finally
        {
            connections.Remove(device);
            clients.Disconnect(device);
        }
    }

    private static IResult? Refuse(HttpContext context, TrustedOrigins trusted) =>
        !context.WebSockets.IsWebSocketRequest ? Results.Problem(
            title: "WebSocket expected",
            detail: "This is the signaling endpoint for Twilio's Voice SDK. Load /sandbox.js before the SDK; the SDK then opens the WebSocket here.",
            statusCode: StatusCodes.Status426UpgradeRequired)
        // The sandbox account's secret is public, so a website could take over clients and calls.
        : !trusted.Allows(context.Request.Headers.Origin) ? Results.Problem(
            title: "Unknown origin",
            detail: "Only pages of this machine, such as http://localhost:5100, and of Sandbox:AllowedOrigins can connect.",
            statusCode: StatusCodes.Status403Forbidden)
        : null;
}
