namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource has a health check.</summary>
/// <param name="key">Name of the check, such as <c>tokenapi_http_/health_200_check</c>.</param>
public class HealthCheckAnnotation(string key) : IResourceAnnotation
{
    /// <summary>Name of the check.</summary>
    public string Key { get; } = key;
}

internal sealed class HttpHealthCheckAnnotation(EndpointReference endpoint, string path, int statusCode)
    : HealthCheckAnnotation($"{endpoint.Resource.Name}_{endpoint.EndpointName}_{path}_{statusCode}_check")
{
    public int StatusCode => statusCode;

    public Uri Uri => new(new Uri(endpoint.Url), path);
}
