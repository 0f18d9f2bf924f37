using TwilioSandbox.Signaling;

namespace TwilioSandbox.Calls;

// What Twilio has no counterpart for.
internal sealed partial class Switchboard
{
    /// <summary>Everybody who is connected.</summary>
    public ClientSnapshot[] ReadClients()
    {
        lock (_lock)
        {
            return [.. from device in _devices
                       let grant = device.Grant
                       where grant is not null
                       select new ClientSnapshot(grant.ClientName, device.SdkVersion, device.IsRegistered, grant.Kind, grant.ExpiresAt, device.ConnectedAt)];
        }
    }

    /// <summary>Hangs up every call and closes every socket. Nothing that these say from now on is heard or written down; the application is still told of the end of its calls.</summary>
    public void Reset(IEnumerable<Device> sockets)
    {
        lock (_lock)
        {
            foreach (var call in _legs.Select(leg => leg.Call).Distinct().ToArray())
            {
                End(call, "The sandbox was reset.");
            }

            foreach (var leg in _legs)
            {
                leg.GraceTimer?.Dispose();
            }

            _legs.Clear();
            _devices.Clear();
            foreach (var device in sockets)
            {
                device.ExpiryTimer?.Dispose();
                device.Grant = null;
                device.Close();
            }
        }
    }
}
