using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Execution;

namespace Aspire.Hosting;

/// <summary>.NET projects.</summary>
public static class ProjectResourceBuilderExtensions
{
    /// <summary>How many instances there are.</summary>
    /// <exception cref="DistributedApplicationException">The application is to run: several instances of one resource need a proxy before them.</exception>
    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas) =>
        replicas == 1 || builder.ApplicationBuilder.ExecutionContext.IsPublishMode
            ? builder.WithAnnotation(new ReplicaAnnotation(replicas), ResourceAnnotationMutationBehavior.Replace)
            : throw new DistributedApplicationException(
                $"Resource '{builder.Resource.Name}' is to run {replicas} times, which only Aspire itself can do: -p:UseAspire=true.");

    /// <summary>
    /// Adds a project of the solution. Its launch profile (AppHost's own if it has one of that name, else the first) gives it endpoints
    /// and environment variables.
    /// </summary>
    /// <typeparam name="TProject">The class generated for AppHost's reference to it.</typeparam>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new()
    {
        var metadata = new TProject();
        var project = builder.AddResource(new ProjectResource(name)).WithAnnotation(metadata);
        var directory = Path.GetDirectoryName(metadata.ProjectPath)!;
        if (LaunchProfile.Find(directory, builder.Configuration["DOTNET_LAUNCH_PROFILE"]) is not { } profile)
        {
            return project;
        }

        foreach (var url in profile.ApplicationUrls)
        {
            project.WithEndpoint(url.Scheme, endpoint =>
            {
                endpoint.UriScheme = url.Scheme;
                endpoint.Port = url.Port == 0 ? null : url.Port;
            });
        }

        return project.WithEnvironment(context =>
        {
            var variables = context.EnvironmentVariables;
            if (context.ExecutionContext.IsPublishMode)
            {
                return;
            }

            variables["ASPNETCORE_URLS"] = string.Join(';', project.Resource.Annotations.OfType<EndpointAnnotation>()
                .Where(e => e.UriScheme is "http" or "https")
                .Select(e => e.AllocatedEndpoint?.UriString));
            variables["DOTNET_LAUNCH_PROFILE"] = profile.Name;
            variables["LOGGING__CONSOLE__FORMATTERNAME"] = "simple";
            variables["OTEL_SERVICE_NAME"] = name;
            foreach (var (key, value) in profile.EnvironmentVariables)
            {
                variables[key] = value;
            }
        });
    }
}
