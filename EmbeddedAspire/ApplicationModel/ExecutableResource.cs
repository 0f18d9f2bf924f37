namespace Aspire.Hosting.ApplicationModel;

/// <summary>A program.</summary>
public class ExecutableResource(string name, string command, string workingDirectory) : Resource(name),
    IResourceWithEnvironment, IResourceWithEndpoints, IResourceWithWaitSupport
{
    /// <summary>Path of the program, or its name on the PATH.</summary>
    public string Command { get; } = command;

    /// <summary>The directory that it runs in.</summary>
    public string WorkingDirectory { get; } = workingDirectory;
}
