using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using TwilioTokens;

namespace TokenApi.Client;

/// <summary>The page itself, as <c>npm run build</c> made it, in <c>wwwroot</c>. In development there is none: Vite serves the page.</summary>
internal static class PageFiles
{
    public static void UsePageFiles(this WebApplication app)
    {
        if (app.Environment.WebRootFileProvider is NullFileProvider)
        {
            return;
        }

        var twilio = app.Services.GetRequiredService<IOptionsMonitor<TwilioOptions>>();
        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = file => SetHeaders(file, twilio.CurrentValue) });
    }

    private static void SetHeaders(StaticFileResponseContext file, TwilioOptions account)
    {
        var headers = file.Context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy(account);
        headers["Permissions-Policy"] = "microphone=(self)";
        // Vite puts a hash of the content into the names of what is below assets: another content has another name.
        headers.CacheControl = file.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache";
    }

    // The same in development: WebClient/vite.config.js. The SDK connects to Twilio, or through the sandbox's script to the sandbox.
    private static string ContentSecurityPolicy(TwilioOptions account)
    {
        var (script, connect) = account.SandboxHost is { } host ? ($" http://{host}", $"http://{host} ws://{host}") : ("", "https://*.twilio.com wss://*.twilio.com");
        return string.Join(
            "; ",
            "default-src 'none'",
            $"script-src 'self'{script}",
            "style-src 'self'",
            "img-src 'self'",
            "media-src 'self'",
            $"connect-src 'self' {connect}",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'");
    }
}
