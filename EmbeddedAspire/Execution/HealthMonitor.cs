namespace Aspire.Hosting.Execution;

/// <summary>Asks resources how they are: often until they are healthy, then at Aspire's intervals.</summary>
internal sealed class HealthMonitor(ResourceNotificationService notifications, StartOptions options) : IDisposable
{
    private static readonly TimeSpan StartInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan HealthyInterval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan UnhealthyInterval = TimeSpan.FromSeconds(1);

    // No proxy: everything is on loopback, whatever HTTP_PROXY says.
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(5) };

    /// <exception cref="DistributedApplicationException">It was not healthy in time; the message says which check failed, and how.</exception>
    public async Task WaitUntilHealthyAsync(IResource resource, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.Timeout);
        string? problem = $"GET {resource.Annotations.OfType<HealthCheckAnnotation>().First().Uri} was not answered.";
        try
        {
            while ((problem = await ProblemAsync(resource, timeout.Token)) is not null)
            {
                await Task.Delay(StartInterval, timeout.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DistributedApplicationException(
                $"Resource '{resource.Name}' was not healthy after {options.Timeout.TotalSeconds:0.#} s: {problem} Its log above may say why; "
                + "a slow machine may need more time: --EmbeddedAspire:StartTimeout=00:05:00.");
        }

        Publish(resource, HealthStatus.Healthy);
    }

    /// <summary>Until it has <paramref name="ended"/>: somebody else may listen on its port then.</summary>
    public async Task WatchAsync(IResource resource, Task ended, CancellationToken cancellationToken)
    {
        var healthy = true;
        while (true)
        {
            await Task.Delay(healthy ? HealthyInterval : UnhealthyInterval, cancellationToken);
            if (ended.IsCompleted)
            {
                return;
            }

            healthy = await ProblemAsync(resource, cancellationToken) is null;
            Publish(resource, healthy ? HealthStatus.Healthy : HealthStatus.Unhealthy);
        }
    }

    public void Dispose() => _http.Dispose();

    private void Publish(IResource resource, HealthStatus status) => notifications.Publish(resource, s => s.IsRunning ? s with { HealthStatus = status } : s);

    /// <summary>What the first check that fails says; null when all succeed.</summary>
    private async Task<string?> ProblemAsync(IResource resource, CancellationToken cancellationToken)
    {
        foreach (var check in resource.Annotations.OfType<HealthCheckAnnotation>())
        {
            var answer = await AskAsync(check.Uri, cancellationToken);
            if (answer != $"{check.StatusCode}")
            {
                return $"GET {check.Uri} should answer {check.StatusCode}, its last answer was: {answer}.";
            }
        }

        return null;
    }

    private async Task<string> AskAsync(Uri uri, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return $"{(int)response.StatusCode}";
        }
        catch (HttpRequestException e)
        {
            return e.HttpRequestError == HttpRequestError.ConnectionError ? "connection refused" : e.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"none within {_http.Timeout.TotalSeconds:0} s";
        }
    }
}
