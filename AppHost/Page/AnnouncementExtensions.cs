using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AppHost.Page;

/// <summary>Prints the address to open, as the last line of the start.</summary>
internal static class AnnouncementExtensions
{
    /// <summary>Logs a message with the resource's address once the resource is healthy.</summary>
    /// <param name="resource">The resource. It must have an endpoint named <c>http</c>.</param>
    /// <param name="path">The path to open.</param>
    /// <param name="message">The message, with a placeholder <c>{Url}</c>.</param>
    public static IResourceBuilder<T> AnnounceWhenReady<T>(this IResourceBuilder<T> resource, string path, string message) where T : IResourceWithEndpoints =>
        resource.OnResourceReady((ready, evt, _) =>
        {
#pragma warning disable CA2254 // The message is a constant of AppHost.cs.
            evt.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Capability.Aspire").LogInformation(message, ready.GetEndpoint("http").Url + path);
#pragma warning restore CA2254
            return Task.CompletedTask;
        });
}
