using System.Net;
using EndToEnd.Harness;

namespace EndToEnd.Tests.Support;

/// <summary>A site of somebody else on this machine: one empty page, at an origin of its own.</summary>
public sealed class EvilSite : IDisposable
{
    private readonly HttpListener _listener = new();

    /// <param name="host"><c>localhost</c> is, whatever the port, the same site as the application to a browser; <c>127.0.0.1</c> is another.</param>
    public EvilSite(string host)
    {
        Url = new($"http://{host}:{Ports.Free()}/");
        _listener.Prefixes.Add(Url.ToString());
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri Url { get; }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var response = (await _listener.GetContextAsync()).Response;
                response.ContentType = "text/html";
                response.Close("<!doctype html><iframe name=hidden></iframe>"u8.ToArray(), willBlock: false);
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // Closed.
        }
    }
}
