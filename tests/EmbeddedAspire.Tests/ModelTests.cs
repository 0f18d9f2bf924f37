using Aspire.Hosting.Execution;
using Aspire.Hosting.JavaScript;

namespace EmbeddedAspire.Tests;

public sealed class ModelTests
{
    private readonly IDistributedApplicationTestingBuilder _builder = DistributedApplicationTestingBuilder.Create();

    [Theory]
    [InlineData("3d")]
    [InlineData("a_b")]
    [InlineData("a--b")]
    [InlineData("a-")]
    public void A_resource_name_that_Aspire_refuses_is_refused_with_the_rule(string name)
    {
        var e = Assert.Throws<ArgumentException>(() => _builder.AddParameter(name));
        Assert.Contains("ASCII letters, digits and hyphens", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_unique_whatever_the_case()
    {
        _builder.AddParameter("key");
        Assert.Throws<DistributedApplicationException>(() => _builder.AddParameter("KEY"));
    }

    [Fact]
    public void A_health_check_needs_an_http_endpoint()
    {
        var e = Assert.Throws<DistributedApplicationException>(() => _builder.AddExecutable("shell", "sh", ".").WithHttpHealthCheck());
        Assert.Contains("no HTTP endpoint", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_resource_cannot_wait_for_itself()
    {
        var shell = _builder.AddExecutable("shell", "sh", ".");
        Assert.Throws<DistributedApplicationException>(() => shell.WaitFor(shell));
    }

    [Fact]
    public void An_endpoint_has_no_url_before_the_start()
    {
        var shell = _builder.AddExecutable("shell", "sh", ".").WithHttpEndpoint();
        var e = Assert.Throws<InvalidOperationException>(() => shell.GetEndpoint("http").Url);
        Assert.Contains("not allocated", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_ports_for_one_endpoint_are_refused()
    {
        var shell = _builder.AddExecutable("shell", "sh", ".").WithHttpEndpoint(port: 5000, targetPort: 5001).Resource;
        var e = Assert.Throws<DistributedApplicationException>(() => EndpointAllocator.Allocate([shell], randomizePorts: true));
        Assert.Contains("port 5000 and target port 5001", e.Message, StringComparison.Ordinal);
        Assert.Contains("UseAspire=true", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_that_nobody_chose_is_none_that_the_system_gives_to_others()
    {
        var shell = _builder.AddExecutable("shell", "sh", ".").WithHttpEndpoint();
        EndpointAllocator.Allocate([shell.Resource], randomizePorts: true);
        Assert.InRange(shell.GetEndpoint("http").Port, 20_000, 32_767);
    }

    [Fact]
    public void A_vite_app_waits_for_the_installation_of_its_packages()
    {
        var app = _builder.AddViteApp("web", ".");
        var wait = Assert.Single(app.Resource.Annotations.OfType<WaitAnnotation>());
        Assert.Equal(0, wait.ExitCode);
        Assert.IsType<JavaScriptInstallerResource>(wait.Resource);
        Assert.Equal("web-installer", wait.Resource.Name);
    }
}
