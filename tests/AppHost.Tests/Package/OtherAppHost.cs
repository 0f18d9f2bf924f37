namespace AppHost.Tests.Package;

/// <summary>An application of somebody else, which uses the package Capability.Aspire.Hosting.</summary>
internal static class OtherAppHost
{
    private static readonly string s_assembly = typeof(OtherAppHost).Assembly.GetName().Name!;

    public static IDistributedApplicationBuilder Create(params string[] args) =>
        DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, AssemblyName = s_assembly, DisableDashboard = true });

    /// <summary>A program named <c>app</c> without endpoints.</summary>
    public static IResourceBuilder<ExecutableResource> AddApp(this IDistributedApplicationBuilder builder, string name = "app") => builder.AddExecutable(name, "node", ".");
}
