using Microsoft.Extensions.FileProviders;

namespace TokenApi.Client;

/// <summary>Serves the built page from <c>wwwroot</c>. In development, Vite serves the page.</summary>
internal static class PageFilesExtensions
{
    public static void UsePageFiles(this WebApplication app)
    {
        if (app.Environment.WebRootFileProvider is NullFileProvider)
        {
            return;
        }

        app.Use((context, next) =>
        {
            if (context.Request.Path == "/demo")
            {
                context.Request.Path = "/demo.html";
            }

            return next(context);
        });
        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions
        {
            // Names of files in assets contain a hash of the content.
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache",
        });
    }
}
