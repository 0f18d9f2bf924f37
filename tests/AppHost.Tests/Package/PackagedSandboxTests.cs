using System.Net;
using System.Net.Sockets;
using AppHost.Tests.Model;
using Aspire.Hosting.Twilio;

namespace AppHost.Tests.Package;

/// <summary><c>RunAsSandbox()</c>, which runs the sandbox that the package contains.</summary>
public sealed class PackagedSandboxTests
{
    [Fact]
    public async Task Sandbox_is_a_program_that_listens_on_loopback()
    {
        var builder = OtherAppHost.Create();
        builder.AddTwilio("twilio").RunAsSandbox();
        Assert.Equal(["twilio", "sandbox"], builder.Names());

        var sandbox = Assert.IsType<TwilioSandboxResource>(builder.Resource("sandbox"));
        Assert.Equal("dotnet", Path.GetFileNameWithoutExtension(sandbox.Command));
        Assert.True(File.Exists(Path.Combine(sandbox.WorkingDirectory, "TwilioSandbox.dll")));

        var variables = await builder.VariablesAsync("sandbox");
        Assert.Equal("http://localhost:{sandbox.bindings.http.targetPort}", variables["ASPNETCORE_URLS"]);
        Assert.Equal("Production", variables["ASPNETCORE_ENVIRONMENT"]);
        Assert.Equal("{twilio-account-sid.value}", variables["Sandbox__AccountSid"]);
        Assert.Equal("{twilio-api-key-secret.value}", variables["Sandbox__ApiKeySecret"]);
    }

    [Fact]
    public async Task Sandbox_has_the_same_commands_and_health_check_as_from_source()
    {
        var builder = OtherAppHost.Create();
        builder.AddTwilio("twilio").RunAsSandbox();
        await using var source = await AppHostModel.CreateAsync();

        var commands = Commands(builder);
        Assert.Contains("issue-token", commands);
        Assert.Subset(Commands(source).ToHashSet(), commands.ToHashSet());
        Assert.Single(builder.Resource("sandbox").Annotations.OfType<HealthCheckAnnotation>());

        static IReadOnlyList<string> Commands(IDistributedApplicationBuilder application) =>
            [.. from command in application.Resource("sandbox").Annotations.OfType<ResourceCommandAnnotation>() select command.Name];
    }

    [Theory]
    [InlineData(null)]
    [InlineData(5102)]
    public void Port_is_random_unless_it_is_given(int? port)
    {
        var builder = OtherAppHost.Create();
        builder.AddTwilio("twilio").RunAsSandbox(port);
        Assert.Equal(port, Assert.Single(builder.Resource("sandbox").Annotations.OfType<EndpointAnnotation>()).Port);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(70000)]
    public void Port_that_cannot_exist_is_refused(int port) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => OtherAppHost.Create().AddTwilio("twilio").RunAsSandbox(port));

    [Fact]
    public void Sandbox_runs_once()
    {
        var twilio = OtherAppHost.Create().AddTwilio("twilio").RunAsSandbox();
        Assert.Throws<InvalidOperationException>(() => twilio.RunAsSandbox());
    }

    [Fact]
    public void Second_account_has_a_sandbox_of_its_own()
    {
        var builder = OtherAppHost.Create();
        builder.AddTwilio("us").RunAsSandbox();
        builder.AddTwilio("ie").RunAsSandbox();
        Assert.Equal(["us", "sandbox", "ie", "ie-sandbox"], builder.Names());
    }

    [Fact]
    public void Taken_port_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var twilio = OtherAppHost.Create().AddTwilio("twilio").RunAsSandbox(port);
        Assert.Contains($"Port {port} of the sandbox of 'twilio' is taken", TwilioResourceBuilderExtensions.PortProblem(twilio.Resource), StringComparison.Ordinal);
    }

    [Fact]
    public void AppHost_that_was_built_without_the_package_is_told_to_add_it()
    {
        var error = Assert.Throws<DistributedApplicationException>(() => SandboxProgram.Require(null));
        Assert.Contains("Run 'dotnet add package Capability.Aspire.Hosting'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_program_is_named_with_the_remedy()
    {
        var error = Assert.Throws<DistributedApplicationException>(() => SandboxProgram.Require("/nowhere/TwilioSandbox.dll"));
        Assert.Contains("there is no file '/nowhere/TwilioSandbox.dll'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Run 'dotnet restore' and build again.", error.Message, StringComparison.Ordinal);
    }
}
