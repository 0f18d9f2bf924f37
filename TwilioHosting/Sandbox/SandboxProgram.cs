using System.Reflection;
using System.Runtime.InteropServices;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Twilio;

/// <summary>The sandbox in the package's folder <c>tools/sandbox</c>.</summary>
internal static class SandboxProgram
{
    // buildTransitive/Capability.Aspire.Hosting.targets writes the path into the AppHost's assembly.
    private const string PathMetadata = "twiliosandboxpath";

    /// <summary>Adds the program to the application, on a random port of this machine or on <paramref name="port"/>.</summary>
    public static IResourceBuilder<TwilioSandboxResource> AddSandboxProgram(this IDistributedApplicationBuilder builder, string name, int? port)
    {
        var program = Require(PathIn(builder.AppHostAssembly));
        var sandbox = builder.AddResource(new TwilioSandboxResource(name, DotNet(), Path.GetDirectoryName(program)!))
            .WithArgs(program)
            .WithHttpEndpoint(port, name: "http")
            .WithEnvironment("ASPNETCORE_ENVIRONMENT", "Production")
            .WithOtlpExporter();
        // Only loopback. A port alone would open the sandbox to other machines.
        return sandbox.WithEnvironment("ASPNETCORE_URLS", $"http://localhost:{sandbox.GetEndpoint("http").Property(EndpointProperty.TargetPort)}");
    }

    /// <exception cref="DistributedApplicationException">The path is unknown, or there is no such file.</exception>
    internal static string Require(string? path) =>
        path is null ? throw new DistributedApplicationException(
            "RunAsSandbox() needs the sandbox in the package Capability.Aspire.Hosting, but the AppHost was built without that package. "
            + "Run 'dotnet add package Capability.Aspire.Hosting' in the AppHost's folder and build again. To run the sandbox from source, use RunAsSandbox<Projects.TwilioSandbox>().")
        : File.Exists(path) ? path : throw new DistributedApplicationException(
            $"The sandbox of the package Capability.Aspire.Hosting is missing: there is no file '{path}'. The NuGet cache may have been cleared since the last build. Run 'dotnet restore' and build again.");

    private static string? PathIn(Assembly? appHost) =>
        appHost?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(metadata => metadata.Key == PathMetadata)?.Value;

    // The runtime of this process: /usr/share/dotnet/shared/Microsoft.NETCore.App/10.0.0
    private static string DotNet()
    {
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        return File.Exists(dotnet) ? dotnet : "dotnet";
    }
}
