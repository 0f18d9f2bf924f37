namespace Aspire.Hosting;

/// <summary>How the application is described.</summary>
public sealed class DistributedApplicationOptions
{
    /// <summary>AppHost's command line.</summary>
    public string[]? Args { get; set; }

    /// <summary>Name of AppHost's assembly; the entry assembly when absent.</summary>
    public string? AssemblyName { get; set; }
}
