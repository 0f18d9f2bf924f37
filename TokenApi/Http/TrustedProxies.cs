using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace TokenApi.Http;

/// <summary>
/// The proxies whose <c>X-Forwarded-For</c>, <c>-Proto</c> and <c>-Host</c> say the truth about who asked for what: configuration section
/// <c>ForwardedHeaders</c>. From anybody else, and without these settings from everybody, these headers are ignored.
/// </summary>
/// <remarks>
/// Aspire sets <c>ASPNETCORE_FORWARDEDHEADERS_ENABLED</c> when it publishes. Alone it makes ASP.NET Core believe everybody, so that a caller could claim
/// to be at any address; here it does not.
/// </remarks>
internal sealed class TrustedProxies
{
    private const string Section = "ForwardedHeaders";

    /// <summary>Addresses, such as <c>10.0.0.7</c>.</summary>
    public IReadOnlyList<string> KnownProxies { get; set; } = [];

    /// <summary>Networks, such as <c>10.0.0.0/8</c>.</summary>
    public IReadOnlyList<string> KnownNetworks { get; set; } = [];

    /// <summary>In words; null when there is none.</summary>
    public static string? ExplainFaults(IConfiguration configuration)
    {
        var proxies = Bind(configuration);
        var faults = proxies.KnownProxies.Select((proxy, i) => IPAddress.TryParse(proxy, out _) ? null
                : $"{Section}:KnownProxies:{i} is malformed. Expected: an IP address, such as 10.0.0.7.")
            .Concat(proxies.KnownNetworks.Select((network, i) => IPNetwork.TryParse(network, out _) ? null
                : $"{Section}:KnownNetworks:{i} is malformed. Expected: a network, such as 10.0.0.0/8."))
            .Where(fault => fault is not null)
            .ToList();
        return faults.Count == 0 ? null : $"TokenApi cannot start with these settings:\n  {string.Join("\n  ", faults)}";
    }

    public static TrustedProxies Bind(IConfiguration configuration) => configuration.GetSection(Section).Get<TrustedProxies>() ?? new();

    public void Apply(ForwardedHeadersOptions options)
    {
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in KnownProxies)
        {
            options.KnownProxies.Add(IPAddress.Parse(proxy));
        }

        foreach (var network in KnownNetworks)
        {
            options.KnownIPNetworks.Add(IPNetwork.Parse(network));
        }

        // Two empty lists mean "everybody" to the middleware, so that it must be told not to look at all.
        var any = options.KnownProxies.Count + options.KnownIPNetworks.Count > 0;
        options.ForwardedHeaders = any
            ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost
            : ForwardedHeaders.None;
        // As many proxies in a row as are known: it stops at the first that is not.
        options.ForwardLimit = null;
    }
}

/// <summary>Adds <see cref="TrustedProxies"/>.</summary>
internal static class TrustedProxiesExtensions
{
    // After everybody else, ASPNETCORE_FORWARDEDHEADERS_ENABLED too.
    public static void AddTrustedProxies(this IServiceCollection services) => services.AddOptions<ForwardedHeadersOptions>()
        .PostConfigure<IConfiguration>((options, configuration) => TrustedProxies.Bind(configuration).Apply(options));
}
