namespace Aspire.Hosting.Execution;

/// <summary>How resources start.</summary>
/// <param name="RandomizePorts">Ignore the ports that are asked for, so that tests can run side by side.</param>
/// <param name="Timeout">How long a resource that runs may take to become healthy.</param>
internal sealed record StartOptions(bool RandomizePorts, TimeSpan Timeout)
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(2);
}
