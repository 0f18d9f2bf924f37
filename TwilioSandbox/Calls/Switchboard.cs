using TwilioSandbox.Signaling;

namespace TwilioSandbox.Calls;

/// <summary>Every connected client and every leg of a call. Its lock guards all of their state.</summary>
/// <remarks>
/// Frames, timers and scripts hold the lock while they change a call. Nothing waits under it: sending only queues a frame, and webhooks are
/// requested outside.
/// </remarks>
internal sealed class Switchboard
{
    private const int MaxRingingDevices = 10; // of one client: documented

    public Lock Lock { get; } = new();

    /// <summary>Devices with a valid token, in the order of their connections.</summary>
    public List<Device> Devices { get; } = [];

    /// <summary>The legs of live calls, and legs whose client has not yet heard of the end.</summary>
    public List<Leg> Legs { get; } = [];

    /// <summary>The leg that a frame is about, or null. A client can name its call on another socket before the loss of the old one is noticed.</summary>
    public Leg? Find(Device device, string? callSid) =>
        callSid is null
            ? Legs.Find(leg => leg.Device == device)
            : Legs.Find(leg => leg.Device == device
                ? leg.CallSid == callSid || leg.TemporarySid == callSid
                : leg.CallSid == callSid && leg.ClientName is not null && leg.ClientName == device.ClientName);

    /// <summary>The registered devices of a client.</summary>
    public Device[] FindRegistered(string identity, DateTimeOffset now) =>
        [.. Devices.Where(device => device is { IsRegistered: true, Grant.AllowsIncoming: true } && device.ClientName == identity && device.Grant.ExpiresAt > now).TakeLast(MaxRingingDevices)];

    /// <summary>Whether the device is in a call, apart from incoming calls that ring.</summary>
    public bool IsBusy(Device device) => Legs.Exists(leg => leg.Device == device && !leg.IsRinging);

    /// <summary>Reads state under the lock.</summary>
    public T Read<T>(Func<T> read)
    {
        lock (Lock)
        {
            return read();
        }
    }
}
