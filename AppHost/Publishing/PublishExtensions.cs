namespace AppHost.Publishing;

/// <summary>Adds what TokenApi needs in production, besides the Twilio account. Has no effect when the application runs locally.</summary>
internal static class PublishExtensions
{
    /// <summary>
    /// Adds a parameter for each setting: the sign-in provider, the public address, and the network of the reverse proxy. TokenApi trusts forwarded
    /// headers from that network only.
    /// </summary>
    public static IResourceBuilder<T> PublishWithSettings<T>(this IResourceBuilder<T> service) where T : IResourceWithEnvironment
    {
        var builder = service.ApplicationBuilder;
        return builder.ExecutionContext.IsRunMode ? service : service
            .WithEnvironment("Twilio__PublicUrl", builder.AddParameter("public-url"))
            .WithEnvironment("Twilio__CallerId", builder.AddOptional("caller-id", ""))
            .WithEnvironment("Twilio__AllowedCountryPrefixes__0", builder.AddOptional("allowed-country-prefix", ""))
            .WithEnvironment("ForwardedHeaders__KnownNetworks__0", builder.AddParameter("proxy-network"))
            .WithEnvironment("Authentication__Schemes__OpenIdConnect__Authority", builder.AddParameter("sign-in-authority"))
            .WithEnvironment("Authentication__Schemes__OpenIdConnect__ClientId", builder.AddParameter("sign-in-client-id"))
            .WithEnvironment("Authentication__Schemes__OpenIdConnect__ClientSecret", builder.AddParameter("sign-in-client-secret", secret: true))
            .WithEnvironment("Authentication__Schemes__OpenIdConnect__NameClaim", builder.AddOptional("sign-in-name-claim", "sub"));
    }

    /// <summary>Adds Redis, which several instances share: <c>ConnectionStrings__redis</c>. A single local instance does not need it.</summary>
    public static IResourceBuilder<T> PublishWithRedis<T>(this IResourceBuilder<T> service) where T : IResourceWithEnvironment, IResourceWithWaitSupport
    {
        var builder = service.ApplicationBuilder;
        if (builder.ExecutionContext.IsRunMode)
        {
            return service;
        }

        // Redis stores the sessions. Without a volume, a restart would sign everyone out.
        var redis = builder.AddRedis("redis").WithDataVolume("redis-data");
        return service.WithReference(redis).WaitFor(redis);
    }

    // Reads the configuration first, because Aspire publishes the default as the parameter's value.
    private static IResourceBuilder<ParameterResource> AddOptional(this IDistributedApplicationBuilder builder, string name, string value) =>
        builder.AddParameter(name, builder.Configuration[$"Parameters:{name}"] ?? builder.Configuration[$"Parameters:{name.Replace('-', '_')}"] ?? value, publishValueAsDefault: true);
}
