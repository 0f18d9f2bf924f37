using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// Where the output of resources goes: to the application's loggers, category <c>{AppHost}.Resources.{resource}</c>,
/// one entry a line, <c>{line number}: {timestamp} {line}</c>. Standard error is logged as an error.
/// </summary>
public class ResourceLoggerService
{
    private readonly ILoggerFactory _factory;
    private readonly string _categoryPrefix;

    internal ResourceLoggerService(ILoggerFactory factory, IHostEnvironment environment)
    {
        _factory = factory;
        _categoryPrefix = $"{environment.ApplicationName}.Resources.";
    }

    /// <summary>The logger of a resource.</summary>
    public ILogger GetLogger(IResource resource) => GetLogger(resource.Name);

    /// <summary>The logger of a resource.</summary>
    public ILogger GetLogger(string resourceName) => _factory.CreateLogger(_categoryPrefix + resourceName);
}
