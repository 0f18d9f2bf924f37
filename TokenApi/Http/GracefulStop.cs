namespace TokenApi.Http;

/// <summary>How the service ends when it is told to (SIGTERM).</summary>
internal static class GracefulStop
{
    // Docker kills after ten seconds, Kubernetes after thirty. Whoever replaces an instance should not have to wait for that: requests take milliseconds.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1.5);

    /// <summary>Takes no new connection, lets requests under way finish, and after <see cref="Limit"/> cuts off what is still there.</summary>
    public static void AddGracefulStop(this IServiceCollection services) => services.Configure<HostOptions>(host => host.ShutdownTimeout = Limit);
}
