using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace TokenApi.Security;

/// <summary>Takes scheme, host and address of the client from trusted proxies only.</summary>
internal static class TrustedProxiesExtensions
{
    public static void AddTrustedProxies(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<TrustedProxyOptions>().BindConfiguration(TrustedProxyOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        // After ASPNETCORE_FORWARDEDHEADERS_ENABLED, which Aspire sets when it publishes: alone it trusts every sender.
        builder.Services.AddOptions<ForwardedHeadersOptions>().PostConfigure<IOptions<TrustedProxyOptions>>((options, trusted) => Apply(trusted.Value, options));
    }

    public static void UseTrustedProxies(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.Use((context, next) =>
        {
            // X-Forwarded-Proto: HTTPS. Twilio signs the scheme in lower case.
            context.Request.Scheme = context.Request.Scheme.ToLowerInvariant();
            return next(context);
        });
    }

    private static void Apply(TrustedProxyOptions trusted, ForwardedHeadersOptions options)
    {
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in trusted.KnownProxies)
        {
            options.KnownProxies.Add(IPAddress.Parse(proxy));
        }

        foreach (var network in trusted.KnownNetworks)
        {
            options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        }

        // Two empty lists mean "trust everybody" to the middleware.
        options.ForwardedHeaders = trusted.KnownProxies.Count + trusted.KnownNetworks.Count > 0
            ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost
            : ForwardedHeaders.None;
        // A client inside a known network could otherwise choose its own address.
        options.ForwardLimit = trusted.ForwardLimit;
    }
}
