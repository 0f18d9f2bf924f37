using System.Net;
using System.Net.Sockets;
using AppHost.Checks;

namespace AppHost.Tests.Checks;

public sealed class FixedPortsTests
{
    /// <summary>Without ::1 on a machine that has no IPv6.</summary>
    public static TheoryData<string> Addresses => [.. from address in (string[])["127.0.0.1", "0.0.0.0", "::1"] where CanListen(address) select address];

    [Theory]
    [MemberData(nameof(Addresses))]
    public void Taken_port_is_refused_with_resource_port_and_remedy(string address)
    {
        using var other = new TcpListener(IPAddress.Parse(address), 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var e = Assert.Throws<DistributedApplicationException>(() => FixedPortsExtensions.RequireFree(("tokenapi", port)));

        Assert.StartsWith($"Port {port} of resource 'tokenapi' is taken by another program.", e.Message, StringComparison.Ordinal);
        Assert.Contains("Stop that program and start again.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Free_port_passes() => FixedPortsExtensions.RequireFree(("tokenapi", Ports.Free()));

    private static bool CanListen(string address)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Parse(address), 0);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
