using System.Diagnostics;
using Microsoft.Extensions.Options;
using TwilioSandbox.Access;
using TwilioSandbox.Faults;

namespace TwilioSandbox.Signaling;

internal static class SignalEndpoint
{
    /// <summary>Where the SDK connects: it builds <c>wss://{chunderw}/signal</c>. The token comes later, in <c>listen</c>.</summary>
    public static void MapSignaling(this IEndpointRouteBuilder app)
    {
        app.Map("/signal", AcceptAsync);
        app.Map("/twilio/{host}/signal", AcceptAsync); // From /sandbox.js.
    }

    private static async Task AcceptAsync(
        HttpContext context, SignalHandler handler, Connections connections, SignalingFaults line, TrustedOrigins trusted, IOptions<SandboxOptions> options, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await Results.Problem(
                title: "WebSocket expected",
                detail: "This is the signalling endpoint for Twilio's Voice SDK. Set the Device option 'chunderw' to this host; the SDK opens the WebSocket.",
                statusCode: StatusCodes.Status426UpgradeRequired).ExecuteAsync(context);
            return;
        }

        if (context.Request.Headers.Origin is [{ } origin] && !trusted.IsPage(origin))
        {
            // Everybody knows the sandbox account's secret. A site that somebody happens to visit must not take their calls with it.
            await Results.Problem(
                title: "Another site",
                detail: "The sandbox talks to pages of this machine, such as http://localhost:5100, and to the origins of Sandbox:AllowedOrigins.",
                statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        // This request lasts as long as the socket. Registrations and calls start traces of their own.
        Activity.Current = null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var device = new Device(socket, options.Value, time);
        device.Line = text => line.Send(device, text);
        connections.Add(device);
        try
        {
            await device.RunAsync(text => line.Receive(device, text, handler.OnFrame), stop.Token);
        }
        finally
        {
            connections.Remove(device);
            handler.OnDisconnected(device);
        }
    }
}
