using Spectre.Console;

namespace Aspire.Hosting.Console;

/// <summary>What runs and where: one line a resource. On a terminal it stays below the log and follows every change, elsewhere it is printed once.</summary>
internal sealed class ResourceTable(Terminal terminal, DistributedApplicationModel model, ResourceNotificationService notifications)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<string, (string State, DateTime Since)> _since = [];

    /// <summary>Shows the table until it is cancelled; nothing where it could only be printed once.</summary>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        if (!terminal.IsTerminal)
        {
            return;
        }

        using var ticks = new PeriodicTimer(s_interval);
        while (!cancellationToken.IsCancellationRequested)
        {
            terminal.ShowBelow(Table());
            await ticks.WaitForNextTickAsync(CancellationToken.None);
        }

        terminal.ShowBelow(null);
    }

    public void Print() => terminal.Write(Table());

    private Table Table()
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Resource", "Type", "State", "Health", "URL");
        foreach (var resource in model.Resources.Where(r => r is not ParameterResource))
        {
            notifications.TryGetCurrentState(resource.Name, out var current);
            var snapshot = current?.Snapshot;
            table.AddRow(
                new Text(resource.Name), new Text(snapshot?.ResourceType ?? ""), State(resource, snapshot), Health(snapshot?.HealthStatus),
                new Text(string.Join(' ', Urls(resource))));
        }

        return table;
    }

    /// <summary>The state; while something is on its way also since when, since an installation or a start may take a while.</summary>
    private Text State(IResource resource, CustomResourceSnapshot? snapshot)
    {
        var state = snapshot?.State?.Text ?? "";
        if (!_since.TryGetValue(resource.Name, out var last) || last.State != state)
        {
            _since[resource.Name] = last = (state, DateTime.UtcNow);
        }

        var color = state == KnownResourceStates.FailedToStart ? Color.Red : state == KnownResourceStates.Running ? Color.Green : Color.Default;
        var onItsWay = resource is JavaScript.JavaScriptInstallerResource || snapshot?.HealthStatus == HealthStatus.Unhealthy;
        var seconds = (DateTime.UtcNow - last.Since).TotalSeconds;
        return new($"{state}{(state == KnownResourceStates.Running && onItsWay && seconds >= 1 ? $" {seconds:0} s" : "")}", color);
    }

    private static Text Health(HealthStatus? health) => new(health?.ToString() ?? "", health switch
    {
        HealthStatus.Healthy => Color.Green,
        HealthStatus.Unhealthy => Color.Yellow,
        _ => Color.Default,
    });

    private static IEnumerable<string> Urls(IResource resource)
    {
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>().Where(e => e.AllocatedPort is not null))
        {
            var url = new ResourceUrlAnnotation { Url = new EndpointReference(resource, endpoint.Name).Url };
            foreach (var annotation in resource.Annotations.OfType<EndpointUrlAnnotation>().Where(a => a.EndpointName == endpoint.Name))
            {
                annotation.Callback(url);
            }

            yield return url.DisplayText is null ? url.Url : $"{url.Url} ({url.DisplayText})";
        }
    }
}
