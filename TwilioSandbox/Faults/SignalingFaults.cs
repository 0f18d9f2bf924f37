using TwilioSandbox.Signaling;

namespace TwilioSandbox.Faults;

/// <summary>The line between devices and the sandbox: writes down what goes over it, and fails when it is told to.</summary>
internal sealed class SignalingFaults(FaultInjector faults, Timeline timeline, Connections connections)
{
    public void Receive(Device device, string text, Action<Device, string> handle)
    {
        timeline.Receive(device, text, (_, _) =>
        {
            if (!RefusesRegistration(device, text))
            {
                handle(device, text);
            }
        });
        // Who a device is shows in its token.
        if (Frame.TryParse(text, out var frame) && frame.Type == "listen" && device.Grant is not null)
        {
            Drop(device);
        }
    }

    /// <summary>How long a frame to a device is held up.</summary>
    public TimeSpan Send(Device device, string text)
    {
        timeline.Send(device, text);
        return faults.Use(FaultKind.DelaySignaling, null, device.ClientName)?.Delay ?? TimeSpan.Zero;
    }

    /// <summary>A fault has been started: the sockets that are open may be lost at once.</summary>
    public void OnStarted(Fault fault)
    {
        foreach (var device in fault.Kind == FaultKind.DropSignaling ? connections.Read() : [])
        {
            Drop(device);
        }
    }

    private void Drop(Device device)
    {
        if (faults.Use(FaultKind.DropSignaling, null, device.ClientName) is not null)
        {
            device.Drop();
        }
    }

    private bool RefusesRegistration(Device device, string text)
    {
        if (device.Grant is null || !Frame.TryParse(text, out var frame) || frame is not { Type: "register", WantsAudio: true }
            || faults.Use(FaultKind.RefuseRegistration, null, device.ClientName) is not { Fault.Code: { } code })
        {
            return false;
        }

        device.Send(Reply.Error(code, "Registration refused by a fault of the sandbox"));
        return true;
    }
}
