namespace Aspire.Hosting.Execution;

internal sealed record OrchestratorOptions
{
    public static readonly TimeSpan DefaultStartTimeout = TimeSpan.FromMinutes(2);

    /// <summary>Ignore the ports that are asked for, so that tests can run side by side.</summary>
    public bool RandomizePorts { get; init; }

    /// <summary>How long a resource that runs may take to become healthy.</summary>
    public TimeSpan StartTimeout { get; init; } = DefaultStartTimeout;
}
