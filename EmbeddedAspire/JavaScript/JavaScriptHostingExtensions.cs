using Aspire.Hosting.JavaScript;

namespace Aspire.Hosting;

/// <summary>JavaScript applications.</summary>
public static class JavaScriptHostingExtensions
{
    /// <summary>
    /// Adds a Vite development server: <c>npm run dev -- --port {port}</c>, with the port in <c>PORT</c> as well. The resource
    /// <c>{name}-installer</c> installs its packages before, when that is needed.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Name of the resource.</param>
    /// <param name="appDirectory">Where its package.json is, seen from AppHost.</param>
    /// <param name="runScriptName">The script in package.json.</param>
    public static IResourceBuilder<ViteAppResource> AddViteApp(
        this IDistributedApplicationBuilder builder, string name, string appDirectory, string runScriptName = "dev")
    {
        var directory = Path.GetFullPath(appDirectory, builder.AppHostDirectory);
        var app = builder.AddResource(new ViteAppResource(name, "npm", directory))
            .WithHttpEndpoint(env: "PORT")
            .WithEnvironment("NODE_ENV", builder.Environment.IsDevelopment() ? "development" : "production");
        app.With(new ArgumentsAnnotation("run", runScriptName, "--", "--port", app.GetEndpoint("http").PortValue));

        // Publishing builds an image, in which the installation is a step of its own.
        return builder.ExecutionContext.IsPublishMode ? app
            : app.WaitForCompletion(builder.AddResource(new JavaScriptInstallerResource($"{name}-installer", directory))
                .With(new ArgumentsAnnotation(NpmInstall.Command(directory))));
    }
}
