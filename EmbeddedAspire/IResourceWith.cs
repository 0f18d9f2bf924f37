namespace Aspire.Hosting;

/// <summary>A resource that others find by its name.</summary>
public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;

/// <summary>A resource that makes files for the container of another.</summary>
public interface IResourceWithContainerFiles : IResource;
