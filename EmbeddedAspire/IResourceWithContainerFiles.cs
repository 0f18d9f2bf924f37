using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>A resource that makes files for the container of another.</summary>
public interface IResourceWithContainerFiles : IResource;
