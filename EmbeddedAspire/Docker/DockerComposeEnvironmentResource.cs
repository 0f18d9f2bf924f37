using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Docker;

/// <summary>A compose file to publish to.</summary>
public class DockerComposeEnvironmentResource(string name) : Resource(name), IComputeEnvironmentResource;

/// <summary>A service in the compose file.</summary>
public class DockerComposeServiceResource(string name) : Resource(name);
