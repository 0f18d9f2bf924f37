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
            Drop(device);
        }
    }

    /// <summary>Drops a socket that has sent its token. The client is unknown before.</summary>
    public void OnListened(Device device)
    {
        if (device.Grant is not null)
        {
            Drop(device);
        }
    }

    /// <summary>Whether a new connection fails, as on a broken network. A fault of one client cannot tell whose connection it is, and drops it after its token.</summary>
    public bool RefusesConnections() => faults.Read().Any(fault => fault is { Kind: FaultKind.DropSignaling, Client: null, Count: null });

    /// <summary>How long a frame to a device is delayed.</summary>
    public TimeSpan Delay(Device device) => faults.Use(FaultKind.DelaySignaling, device.ClientName)?.Delay ?? TimeSpan.Zero;

    /// <summary>The code to refuse a registration with, or null.</summary>
    public int? RefusalCode(Device device, Frame? frame) =>
        device.Grant is not null && frame is { Type: "register", WantsAudio: true } ? faults.Use(FaultKind.RefuseRegistration, device.ClientName)?.Code : null;

    private void Drop(Device device)
    {
        if (faults.Use(FaultKind.DropSignaling, device.ClientName) is not null)
        {
            device.Drop();
        }
    }
}
