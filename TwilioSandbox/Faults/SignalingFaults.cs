using TwilioSandbox.Signaling;

namespace TwilioSandbox.Faults;

/// <summary>The line between devices and the sandbox: writes down what goes over it, and fails when it is told to.</summary>
internal sealed class SignalingFaults(FaultInjector faults, Timeline timeline, Connections connections)
{
    /// <param name="device">Whose frame it is.</param>
    /// <param name="text">The frame.</param>
    /// <param name="handle">Is given what was read of it: null when it is no frame of the protocol.</param>
    public void Receive(Device device, string text, Action<Device, Frame?> handle)
    {
        var frame = Frame.TryParse(text, out var read) ? read : null;
        timeline.Receive(device, text, frame, () =>
        {
            if (!RefusesRegistration(device, frame))
            {
                handle(device, frame);
            }
        });
        // Who a device is shows in its token.
        if (frame?.Type == "listen" && device.Grant is not null)
        {
            Drop(device);
        }
    }

    /// <summary>How long a frame to a device is held up.</summary>
    public TimeSpan Send(Device device, string text)
    {
        timeline.Send(device, text);
        return faults.Use(FaultKind.DelaySignaling, device.ClientName)?.Delay ?? TimeSpan.Zero;
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
        if (faults.Use(FaultKind.DropSignaling, device.ClientName) is not null)
        {
            device.Drop();
        }
    }

    private bool RefusesRegistration(Device device, Frame? frame)
    {
        if (device.Grant is null || frame is not { Type: "register", WantsAudio: true }
            || faults.Use(FaultKind.RefuseRegistration, device.ClientName) is not { Code: { } code })
        {
            return false;
        }

        const string message = "Registration refused by a fault of the sandbox";
        using var span = Tracing.Start(Tracing.Register, device.ClientName);
        span.Fail(code, message);
        device.Send(Reply.Error(code, message));
        return true;
    }
}
