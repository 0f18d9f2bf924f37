namespace Aspire.Hosting;

/// <summary>.NET projects.</summary>
public static class ProjectResourceBuilderExtensions
{
    /// <summary>
    /// Adds a project of the solution. Its launch profile (AppHost's own if it has one of that name, else the first) gives it endpoints
    /// and environment variables.
    /// </summary>
    /// <typeparam name="TProject">The class generated for AppHost's reference to it.</typeparam>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new()
    {
        var metadata = new TProject();
        var project = builder.AddResource(new ProjectResource(name)).With(metadata);
        if (LaunchProfile.Find(Path.GetDirectoryName(metadata.ProjectPath)!, builder.Configuration["DOTNET_LAUNCH_PROFILE"]) is not { } profile)
        {
            return project;
        }

        foreach (var urls in profile.ApplicationUrls.GroupBy(url => url.Scheme))
        {
            // Several of one scheme: http, http2, http3.
            foreach (var (i, url) in urls.Index())
            {
                project.WithEndpoint(i == 0 ? url.Scheme : $"{url.Scheme}{i + 1}", endpoint => (endpoint.UriScheme, endpoint.Port) = (url.Scheme, url.Port == 0 ? null : url.Port));
            }
        }

        return builder.ExecutionContext.IsPublishMode ? project : project.WithEnvironment(context =>
        {
            var variables = context.EnvironmentVariables;
            variables["ASPNETCORE_URLS"] = string.Join(';', project.Resource.Annotations.OfType<EndpointAnnotation>()
                .Where(endpoint => endpoint.IsHttp)
                .Select(endpoint => project.GetEndpoint(endpoint.Name).Url));
            variables["DOTNET_LAUNCH_PROFILE"] = profile.Name;
            variables["LOGGING__CONSOLE__FORMATTERNAME"] = "simple";
            variables["OTEL_SERVICE_NAME"] = name;
            foreach (var (key, value) in profile.EnvironmentVariables)
            {
                variables.TryAdd(key, value ?? "");
            }
        });
    }

    /// <summary>How many instances there are.</summary>
    /// <exception cref="DistributedApplicationException">The application is to run: several instances of one resource need a proxy before them.</exception>
    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas) =>
        replicas == 1 || builder.ApplicationBuilder.ExecutionContext.IsPublishMode ? builder.With(new ReplicaAnnotation(replicas))
            : throw new DistributedApplicationException(
                $"Resource '{builder.Resource.Name}' is to run {replicas} times, which only Aspire itself can do: -p:UseAspire=true.");
}
