namespace TokenApi.Security;

/// <summary>Limits the size of a request, and the time that running requests have when the service stops.</summary>
internal static class RequestLimitsExtensions
{
    public static void AddRequestLimits(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = 64 * 1024);
        // Docker kills a container after ten seconds. Requests take milliseconds, so nobody needs to wait that long.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1.5));
    }
}
