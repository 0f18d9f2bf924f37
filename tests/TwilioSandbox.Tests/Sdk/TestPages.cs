using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace TwilioSandbox.Tests.Sdk;

/// <summary>
/// Serves <c>/test/1/phone.html</c> (Twilio Client 1.15) and <c>/test/2/phone.html</c> (Voice SDK 2) beside the sandbox: a browser lets no page
/// that comes from nowhere reach a server of this machine.
/// </summary>
internal sealed class TestPages : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Map("/test", pages => pages.Run(SendAsync));
        next(app);
    };

    private static Task SendAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.Split('/');
        var file = path[2] switch { "sdk.js" => $"twilio-{path[1]}.js", "phone.js" => $"phone-{path[1]}.js", var name => name };
        context.Response.ContentType = Path.GetExtension(file) switch { ".html" => "text/html", ".js" => "text/javascript", _ => "audio/wav" };
        return context.Response.SendFileAsync(Path.Combine(AppContext.BaseDirectory, "Sdk", file));
    }
}
