using Aspire.Hosting.Twilio;
using Microsoft.Extensions.DependencyInjection;

namespace AppHost.Page;

/// <summary>Tells the pages each other's address, for their links.</summary>
internal static class NavigationExtensions
{
    /// <summary>Passes the dashboard's address to the page, and the addresses of both to the sandbox.</summary>
    /// <param name="page">The page. It must have an endpoint named <c>http</c>.</param>
    /// <param name="twilio">The account, which may be the sandbox's.</param>
    public static IResourceBuilder<T> WithNavigation<T>(this IResourceBuilder<T> page, IResourceBuilder<TwilioResource> twilio)
        where T : IResourceWithEnvironment, IResourceWithEndpoints
    {
        twilio.Resource.Sandbox?.WithEnvironment("Sandbox__PageUrl", page.GetEndpoint("http")).WithDashboardUrl("Sandbox__DashboardUrl");
        return page.WithDashboardUrl("VITE_DASHBOARD_URL");
    }

    // Aspire adds the dashboard's resource during the start, unless the dashboard is disabled.
    private static IResourceBuilder<T> WithDashboardUrl<T>(this IResourceBuilder<T> resource, string variable) where T : IResourceWithEnvironment =>
        resource.WithEnvironment(context =>
        {
            if (context.ExecutionContext.IsRunMode
                && context.ExecutionContext.Services.GetRequiredService<DistributedApplicationModel>().Resources
                    .OfType<IResourceWithEndpoints>().FirstOrDefault(other => other.Name == "aspire-dashboard") is { } dashboard
                && dashboard.GetEndpoints().FirstOrDefault(endpoint => endpoint.EndpointName is "https" or "http") is { } endpoint)
            {
                context.EnvironmentVariables[variable] = endpoint;
            }
        });
}
