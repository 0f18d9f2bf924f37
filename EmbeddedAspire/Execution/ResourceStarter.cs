namespace Aspire.Hosting.Execution;

/// <summary>Starts the process of a resource.</summary>
internal sealed class ResourceStarter(ResourceEnvironment environment, ResourceLoggerService loggers)
{
    public async Task<ResourceProcess> StartAsync(IResource resource, CancellationToken cancellationToken)
    {
        var arguments = await environment.ArgumentsAsync(resource, cancellationToken);
        var variables = await environment.VariablesAsync(resource, cancellationToken);
        var metadata = resource.Annotations.OfType<IProjectOutputMetadata>().SingleOrDefault();
        if (metadata is not null)
        {
            arguments.Insert(0, metadata.AssemblyPath);
        }

        var (command, program, directory) = resource is ExecutableResource executable
            ? (executable.Command, ProgramPath.Find(executable.Command, ProgramPath.Standard), executable.WorkingDirectory)
            : ("dotnet", ProgramPath.DotNet, Path.GetDirectoryName(metadata!.ProjectPath)!);
        var problem = !Directory.Exists(directory) ? $"its directory '{directory}' does not exist. Correct the path in AppHost.cs."
            : program is null ? $"there is no '{command}' on the PATH. Install it, or correct the command in AppHost.cs."
            : metadata is not null && !File.Exists(metadata.AssemblyPath)
            ? $"'{metadata.AssemblyPath}' does not exist. Build AppHost, which builds its resources too: dotnet build AppHost."
            : null;
        cancellationToken.ThrowIfCancellationRequested();
        return problem is null ? ResourceProcess.Start(new ProcessSpec(program!, arguments, directory, variables), loggers.GetLogger(resource))
            : throw new DistributedApplicationException($"Resource '{resource.Name}' cannot start: {problem}");
    }
}
