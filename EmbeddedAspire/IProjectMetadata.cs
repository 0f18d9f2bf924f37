namespace Aspire.Hosting;

/// <summary>Where a project is; implemented by the generated classes in the namespace <c>Projects</c>.</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    /// <summary>Full path of the project file.</summary>
    string ProjectPath { get; }
}

/// <summary>Where its output is. Only here: Aspire asks <c>dotnet run</c>, this starts what MSBuild has built together with AppHost.</summary>
public interface IProjectOutputMetadata : IProjectMetadata
{
    /// <summary>Full path of the assembly.</summary>
    string AssemblyPath { get; }
}
