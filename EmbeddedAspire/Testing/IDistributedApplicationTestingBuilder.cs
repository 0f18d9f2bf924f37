namespace Aspire.Hosting.Testing;

/// <summary>Describes an application for a test.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable, IDisposable
{
    /// <summary>The application, ready to start.</summary>
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}
