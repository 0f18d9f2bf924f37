using System.Net.Sockets;
using ServiceDefaults;
using TwilioSandbox.Access;
using TwilioSandbox.Account;
using TwilioSandbox.Calls;
using TwilioSandbox.Faults;
using TwilioSandbox.Page;
using TwilioSandbox.Rest;
using TwilioSandbox.Sdk;
using TwilioSandbox.Telephony;
using TwilioSandbox.Tokens;
using TwilioSandbox.Views;

namespace TwilioSandbox;

/// <summary>The sandbox as a web application.</summary>
internal static class SandboxServer
{
    /// <summary>Serves until the process is told to end, and returns the exit code.</summary>
    /// <param name="args">The configuration, such as <c>--urls http://localhost:5102</c>.</param>
    /// <param name="announcement">Printed when the sandbox has started.</param>
    public static int Run(string[] args, string? announcement = null)
    {
        // The current folder may be that of an application with its own appsettings.json.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.AddServiceDefaults();
        builder.Services.AddSandbox();
        if (announcement is not null)
        {
            builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning); // The announcement says the same.
        }


        var app = builder.Build();
        if (app.HasConfigurationErrors(SandboxExtensions.Remedy))
        {
            return 1;
        }

        app.UsePageSecurityHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseOwnPagesOnly();
        app.UsePage();
        app.UseCors();
        app.UseWebSockets();

        app.MapDefaultEndpoints();
        app.MapSignaling();
        app.MapSdk();
        app.MapJournal();
        app.MapCalls();
        app.MapRest();
        app.MapFaults();
        app.MapTelephone();
        app.MapExplain();
        app.MapTokens();
        app.MapSign();
        app.MapPageLinks();

        if (announcement is not null)
        {
            app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine(announcement));
        }

        return Run(app);
    }

    private static int Run(WebApplication app)
    {
        try
        {
            app.Run();
            return 0;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // Failed to bind to address http://127.0.0.1:5102: address already in use.
            Console.Error.WriteLine($"The sandbox cannot start. {e.Message.TrimEnd('.')}. Stop the program that uses the port, or choose another port, such as 5103 (run --port 5103).");
            return 1;
        }
    }
}
