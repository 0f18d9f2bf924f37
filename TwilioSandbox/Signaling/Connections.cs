namespace TwilioSandbox.Signaling;

/// <summary>Every open socket, with or without a valid token.</summary>
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

    /// <summary>Oldest first.</summary>
    public Device[] Read()
    {
        lock (_open)
        {
            return [.. _open];
        }
    }
}
