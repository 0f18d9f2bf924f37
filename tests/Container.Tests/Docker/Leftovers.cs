using System.Diagnostics;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Container.Tests.Docker;

/// <summary>Removes containers and networks of killed test runs. A label names the process that they belong to.</summary>
internal static class Leftovers
{
    public const string Label = "capability-aspire.tests.owner";

    // Process IDs are reused, but not together with a start time.
    public static string Owner { get; } = OwnerOf(Process.GetCurrentProcess());

    public static async Task RemoveAsync(DockerClient docker)
    {
        var filters = new Dictionary<string, IDictionary<string, bool>> { ["label"] = new Dictionary<string, bool> { [Label] = true } };
        foreach (var container in await docker.Containers.ListContainersAsync(new() { All = true, Filters = filters }))
        {
            if (IsGone(container.Labels[Label]))
            {
                await docker.Containers.RemoveContainerAsync(container.ID, new ContainerRemoveParameters { Force = true, RemoveVolumes = true });
            }
        }

        foreach (var network in await docker.Networks.ListNetworksAsync(new() { Filters = filters }))
        {
            if (IsGone(network.Labels[Label]))
            {
                await docker.Networks.DeleteNetworkAsync(network.ID);
            }
        }
    }

    private static bool IsGone(string owner)
    {
        try
        {
            using var process = Process.GetProcessById(int.Parse(owner.Split('-')[0], System.Globalization.CultureInfo.InvariantCulture));
            return OwnerOf(process) != owner;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    private static string OwnerOf(Process process) => $"{process.Id}-{new DateTimeOffset(process.StartTime).ToUnixTimeSeconds()}";
}
