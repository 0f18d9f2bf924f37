using System.Net;
using EndToEnd.Harness;

namespace EndToEnd.Tests.Page;

/// <summary>An empty page at another origin on this machine.</summary>
public sealed class EvilSite : IDisposable
{
    private readonly HttpListener _listener = new();

    /// <param name="host"><c>localhost</c> is the same site as the application on any port; <c>127.0.0.1</c> is another site.</param>
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
