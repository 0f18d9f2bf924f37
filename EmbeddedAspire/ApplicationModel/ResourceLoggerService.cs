namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// Where the output of resources goes: to the application's loggers, category <c>{AppHost}.Resources.{resource}</c>,
/// one entry a line, <c>{line number}: {timestamp} {line}</c>. Standard error is logged as an error.
/// </summary>
internal sealed class ResourceLoggerService(ILoggerFactory factory, IHostEnvironment environment)
{
    public ILogger GetLogger(IResource resource) => factory.CreateLogger($"{environment.ApplicationName}.Resources.{resource.Name}");
}
