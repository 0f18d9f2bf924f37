using System.Net;
using System.Net.Sockets;
using AppHost.Checks;

namespace AppHost.Tests.Checks;

public sealed class FixedPortsTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("0.0.0.0")]
    public void A_taken_port_is_refused_with_resource_port_and_remedy(string address)
    {
        using var other = new TcpListener(IPAddress.Parse(address), 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var e = Assert.Throws<DistributedApplicationException>(() => FixedPorts.RequireFree(("tokenapi", port)));

        Assert.StartsWith($"Port {port} of resource 'tokenapi' is taken by another program.", e.Message, StringComparison.Ordinal);
        Assert.Contains("End that program and start again.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_free_port_passes() => FixedPorts.RequireFree(("tokenapi", Ports.Free()));
}
