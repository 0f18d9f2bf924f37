using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Execution;

/// <summary>Starts the process of a resource.</summary>
internal sealed class ResourceStarter(ResourceEnvironment environment, ResourceLoggerService loggers)
{
    public async Task<ResourceProcess> StartAsync(IResource resource, CancellationToken cancellationToken)
    {
        var (program, workingDirectory) = Program(resource);
        var arguments = await environment.ArgumentsAsync(resource, cancellationToken);
        var variables = await environment.VariablesAsync(resource, cancellationToken);
        if (resource is ProjectResource project)
        {
            arguments.Insert(0, AssemblyPath(project));
        }

        cancellationToken.ThrowIfCancellationRequested();
        return ResourceProcess.Start(new(program, arguments, workingDirectory, variables), loggers.GetLogger(resource));
    }

    private static (string Program, string WorkingDirectory) Program(IResource resource)
    {
        var (command, directory, program) = resource switch
        {
            ProjectResource project => ("dotnet", Path.GetDirectoryName(Metadata(project).ProjectPath)!, ProgramPath.DotNet),
            ExecutableResource executable => (executable.Command, executable.WorkingDirectory, ProgramPath.Find(executable.Command)),
            _ => throw new NotSupportedException($"Resource '{resource.Name}' is a {resource.GetType().Name}, which this cannot start."),
        };
        return !Directory.Exists(directory)
            ? throw new DistributedApplicationException($"Resource '{resource.Name}' cannot start: its directory '{directory}' does not exist. Correct the path in AppHost.cs.")
            : program is null
            ? throw new DistributedApplicationException($"Resource '{resource.Name}' cannot start: there is no '{command}' on the PATH. Install it, or correct the command in AppHost.cs.")
            : (program, directory);
    }

    private static string AssemblyPath(ProjectResource project)
    {
        var path = Metadata(project).AssemblyPath;
        return File.Exists(path) ? path : throw new DistributedApplicationException(
            $"Resource '{project.Name}' cannot start: '{path}' does not exist. Build AppHost, which builds its resources too: dotnet build AppHost.");
    }

    private static IProjectOutputMetadata Metadata(ProjectResource project) => project.Annotations.OfType<IProjectOutputMetadata>().Single();
}
