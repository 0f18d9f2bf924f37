using Microsoft.Extensions.Options;

namespace TwilioSandbox.Page;

/// <summary>The other pages of the application, as <c>GET /sandbox/links</c> shows them. A page with an unknown address is left out.</summary>
/// <param name="Demo">The demo with two phones.</param>
/// <param name="Phone">The page with one phone.</param>
/// <param name="ApiReference">The reference of TokenApi.</param>
/// <param name="Dashboard">The Aspire dashboard.</param>
internal sealed record PageLinks(string? Demo, string? Phone, string? ApiReference, string? Dashboard)
{
    public static PageLinks Of(SandboxOptions options)
    {
        var page = options.PageUrl?.AbsoluteUri.TrimEnd('/');
        return page is null
            ? new(null, null, null, options.DashboardUrl?.AbsoluteUri)
            : new($"{page}/demo", $"{page}/", $"{page}/scalar", options.DashboardUrl?.AbsoluteUri);
    }
}

internal static class PageLinksEndpoint
{
    public static void MapPageLinks(this IEndpointRouteBuilder app) =>
        app.MapGet("/sandbox/links", (IOptions<SandboxOptions> options) => PageLinks.Of(options.Value));
}
