using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Semver;

namespace AppHost.Checks;

/// <summary>Checks the version of Node.js before anything starts.</summary>
internal static class NodeVersionExtensions
{
    /// <summary>Fails the start unless <c>node</c> has a version that package.json allows: <c>"engines": { "node": "^20.19 || &gt;=22.13" }</c>.</summary>
    public static IResourceBuilder<ExecutableResource> RequireNode(this IResourceBuilder<ExecutableResource> resource, string packageJson)
    {
        var builder = resource.ApplicationBuilder;
        if (builder.ExecutionContext.IsRunMode)
        {
            var package = Path.GetFullPath(packageJson, builder.AppHostDirectory);
            builder.OnBeforeStart(async (_, cancellation) => Require(
                resource.Resource.Name,
                new ConfigurationBuilder().AddJsonFile(package).Build()["engines:node"]!,
                await InstalledAsync(resource.Resource.Command, cancellation)));
        }

        return resource;
    }

    internal static void Require(string resource, string range, string? installed)
    {
        if (!SemVersion.TryParse(installed, SemVersionStyles.AllowV, out var version) || !SemVersionRange.ParseNpm(range).Contains(version))
        {
            var problem = installed switch { null => "'node' is not on the PATH", _ when version is null => "'node --version' fails", _ => $"'node' is {installed}" };
            throw new DistributedApplicationException(
                $"Resource '{resource}' needs Node.js {range}, but {problem}. "
                + "Install it (https://nodejs.org/en/download) and start again.");
        }
    }

    // v20.19.2
    private static async Task<string?> InstalledAsync(string node, CancellationToken cancellation)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(node, "--version") { RedirectStandardOutput = true })!;
            return (await process.StandardOutput.ReadToEndAsync(cancellation)).Trim();
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
