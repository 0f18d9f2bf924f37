namespace TwilioSandbox.Signaling;

/// <summary>Every open socket, also those that have not shown a token yet.</summary>
internal sealed class Connections
{
    private readonly List<Device> _open = [];

    public void Add(Device device)
    {
        lock (_open)
        {
            _open.Add(device);
        }
    }

    public void Remove(Device device)
    {
        lock (_open)
        {
            _open.Remove(device);
        }
    }

    /// <summary>The oldest first.</summary>
    public Device[] Read()
    {
        lock (_open)
        {
            return [.. _open];
        }
    }
}
