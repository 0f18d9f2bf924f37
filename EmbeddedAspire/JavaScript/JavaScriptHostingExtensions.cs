using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.JavaScript;
using Microsoft.Extensions.Hosting;

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
        var app = builder.AddResource(new ViteAppResource(name, "npm", directory)).WithHttpEndpoint(env: "PORT");
        var port = app.GetEndpoint("http").Property(EndpointProperty.TargetPort);
        app.WithAnnotation(new CommandLineArgsCallbackAnnotation(args =>
        {
            foreach (var arg in new object[] { "run", runScriptName, "--", "--port", port })
            {
                args.Add(arg);
            }
        }));
        app.WithEnvironment("NODE_ENV", builder.Environment.IsDevelopment() ? "development" : "production");

        // Publishing builds an image, in which the installation is a step of its own.
        if (builder.ExecutionContext.IsRunMode)
        {
            var installer = builder.AddResource(new JavaScriptInstallerResource($"{name}-installer", directory))
                .WithAnnotation(new CommandLineArgsCallbackAnnotation(args => args.Add(NpmInstall.Command(directory))));
            app.WaitForCompletion(installer);
        }

        return app;
    }
}
