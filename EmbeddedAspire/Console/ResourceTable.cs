using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Console;

/// <summary>What runs and where: one line a resource.</summary>
internal static class ResourceTable
{
    public static string Format(DistributedApplicationModel model, ResourceNotificationService notifications)
    {
        string[] header = ["Resource", "Type", "State", "Health", "URL"];
        var rows = model.Resources.Where(r => r is not ParameterResource).Select(r => Row(r, notifications)).Prepend(header).ToList();
        var widths = Enumerable.Range(0, header.Length).Select(i => rows.Max(row => row[i].Length)).ToList();
        return string.Join('\n', rows.Select(row => string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd()));
    }

    private static string[] Row(IResource resource, ResourceNotificationService notifications)
    {
        notifications.TryGetCurrentState(resource.Name, out var current);
        var snapshot = current?.Snapshot;
        return [resource.Name, snapshot?.ResourceType ?? "", snapshot?.State?.Text ?? "", snapshot?.HealthStatus?.ToString() ?? "", string.Join(' ', Urls(resource))];
    }

    private static IEnumerable<string> Urls(IResource resource)
    {
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>().Where(e => e.AllocatedEndpoint is not null))
        {
            var url = new ResourceUrlAnnotation { Url = endpoint.AllocatedEndpoint!.UriString, Endpoint = new((IResourceWithEndpoints)resource, endpoint.Name) };
            foreach (var annotation in resource.Annotations.OfType<EndpointUrlCallbackAnnotation>().Where(a => a.EndpointName == endpoint.Name))
            {
                annotation.Callback(url);
            }

            yield return url.DisplayText is null ? url.Url : $"{url.Url} ({url.DisplayText})";
        }
    }
}
