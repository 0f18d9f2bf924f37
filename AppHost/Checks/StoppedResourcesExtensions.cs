using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AppHost.Checks;

/// <summary>Reports stopped resources on the console. Aspire reports them only in the dashboard.</summary>
internal static class StoppedResourcesExtensions
{
    private const int LastLines = 8;
    private const string Restart = ". Start this resource again in the dashboard";

    /// <summary>When a program stops, logs its exit code and the end of its log.</summary>
    public static void ReportStoppedResources(this IDistributedApplicationBuilder builder) => builder.OnBeforeStart((start, cancellation) =>
    {
        // Not a hosted service. Aspire starts those after all resources, but a resource that waits for a stopped one never starts.
        _ = WatchAsync(start.Services, start.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        return Task.CompletedTask;
    });

    private static async Task WatchAsync(IServiceProvider services, CancellationToken stopping)
    {
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Capability.Aspire");
        var reported = new HashSet<string>();
        try
        {
            await foreach (var change in services.GetRequiredService<ResourceNotificationService>().WatchAsync(stopping))
            {
                if (!KnownResourceStates.TerminalStates.Contains(change.Snapshot.State?.Text))
                {
                    reported.Remove(change.ResourceId);
                }
                else if (change.Resource is ExecutableResource or ProjectResource && reported.Add(change.ResourceId))
                {
                    var log = await ReadLogAsync(services.GetRequiredService<ResourceLoggerService>(), change.ResourceId, stopping);
                    logger.LogError("Resource '{Resource}' {End}. The end of its log:\n{Log}", change.Resource.Name, DescribeEnd(change.Snapshot.ExitCode), log);
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    // After a signal, the exit code is 128 plus its number. Aspire's dashboard shows such a resource as Finished.
    private static string DescribeEnd(int? exitCode) => exitCode switch
    {
        null => $"has stopped{Restart}",
        130 => $"was terminated by SIGINT (exit code 130){Restart}",
        137 => $"was terminated by SIGKILL (exit code 137){Restart}",
        143 => $"was terminated by SIGTERM (exit code 143){Restart}",
        _ => $"has stopped with exit code {exitCode}{Restart}",
    };

    // The standard error, or the whole log if there is none.
    private static async Task<string> ReadLogAsync(ResourceLoggerService logs, string resourceId, CancellationToken stopping)
    {
        var lines = new List<LogLine>();
        await foreach (var batch in logs.GetAllAsync(resourceId).WithCancellation(stopping))
        {
            lines.AddRange(batch);
        }

        var errors = lines.Where(line => line.IsErrorMessage).ToList();
        // 2026-11-30T08:56:22.1320000Z Unhandled exception. …
        return string.Join('\n', (errors.Count > 0 ? errors : lines).TakeLast(LastLines).Select(line => line.Content[(line.Content.IndexOf(' ') + 1)..]));
    }
}
