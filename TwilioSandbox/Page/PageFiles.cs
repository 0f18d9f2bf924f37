using Microsoft.Extensions.FileProviders;

namespace TwilioSandbox.Page;

/// <summary>The page at <c>/</c>: who is there, who calls whom, and what was said, for people. Everything that it shows is under <c>/sandbox</c> for programs.</summary>
internal static class PageFiles
{
    public static void UsePage(this WebApplication app)
    {
        // /calls.js is the resource TwilioSandbox.Page.Files.calls.js.
        var files = new EmbeddedFileProvider(typeof(PageFiles).Assembly, "TwilioSandbox.Page.Files");
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            // A new sandbox may have a new page: the browser asks whether it changed.
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache",
        });
    }
}
