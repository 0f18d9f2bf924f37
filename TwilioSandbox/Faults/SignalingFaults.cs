using TwilioSandbox.Signaling;

namespace TwilioSandbox.Faults;

/// <summary>The faults of the signaling connection.</summary>
internal sealed class SignalingFaults(FaultInjector faults, Connections connections)
{
    /// <summary>Drops the open sockets when <c>drop-signaling</c> starts.</summary>
    public void OnStarted(Fault fault)
    {
        foreach (var device in fault.Kind == FaultKind.DropSignaling ? connections.Read() : [])
        {
            if (faults.Use(FaultKind.DropSignaling, device.ClientName, connection: device.Connection) is not null)
            {
                device.Drop();
            }
        }
    }

    /// <summary>A device sends its token, which names its client. Completes when its signaling works.</summary>
    /// <remarks>
    /// The SDK does not register again if connections open and break (observed). So a connection stays open, and waits for the end of the fault.
    /// Only a fault with a count breaks it.
    /// </remarks>
    public async Task OnListeningAsync(Device device, Func<string?> client, CancellationToken cancellationToken)
    {
        while (faults.Read().Any(fault => fault.Kind == FaultKind.DropSignaling) && faults.Find(FaultKind.DropSignaling, client()) is { } fault)
        {
            if (fault.Count is null)
            {
                await device.HoldAsync(() => faults.Use(FaultKind.DropSignaling, client())?.Ended.Task ?? Task.CompletedTask, cancellationToken);
            }
            else if (faults.Use(FaultKind.DropSignaling, client()) is not null)
            {
                device.Drop();
                return;
            }
        }
    }

    /// <summary>Whether a new connection fails, as on a broken network. A fault of one client cannot tell whose connection it is.</summary>
    public bool RefusesConnections() => faults.Read().Any(fault => fault is { Kind: FaultKind.DropSignaling, Client: null, Count: null });

    /// <summary>How long a frame to a device is delayed.</summary>
    public TimeSpan Delay(Device device) => faults.Use(FaultKind.DelaySignaling, device.ClientName)?.Delay ?? TimeSpan.Zero;

    /// <summary>How long a heartbeat is delayed. Heartbeats behind a late frame would arrive all at once.</summary>
    public TimeSpan DelayOfHeartbeat(Device device) => faults.Find(FaultKind.DelaySignaling, device.ClientName)?.Delay ?? TimeSpan.Zero;

    /// <summary>The code to refuse a registration with, or null.</summary>
    public int? RefusalCode(Device device, Frame? frame) =>
        device.Grant is not null && frame is { Type: "register", WantsAudio: true } ? faults.Use(FaultKind.RefuseRegistration, device.ClientName)?.Code : null;
}
