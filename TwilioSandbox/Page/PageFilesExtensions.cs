using Microsoft.Extensions.FileProviders;

namespace TwilioSandbox.Page;

/// <summary>The page at <c>/</c> with clients, calls, faults and verdicts. Programs find the same under <c>/sandbox</c>.</summary>
internal static class PageFilesExtensions
{
    public static void UsePage(this WebApplication app)
    {
        // /calls.js is the resource TwilioSandbox.Page.Files.calls.js.
        var files = new EmbeddedFileProvider(typeof(PageFilesExtensions).Assembly, "TwilioSandbox.Page.Files");
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            // The browser checks for a newer page each time.
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache",
        });
    }
}
