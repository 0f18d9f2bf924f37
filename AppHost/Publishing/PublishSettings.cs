namespace Aspire.Hosting;

/// <summary>What the token API is told once it is published, beside the Twilio account.</summary>
public static class PublishSettings
{
    /// <summary>
    /// Adds a parameter for each setting that TokenApi needs outside Development: who signs people in, its public address, and the network
    /// of the proxy in front, without which it believes no forwarded header.
    /// Without effect when the application runs: there the demo sign-in takes their place, and TokenApi's own configuration may still set them.
    /// </summary>
    public static IResourceBuilder<T> PublishWithSettings<T>(this IResourceBuilder<T> service) where T : IResourceWithEnvironment
    {
        var builder = service.ApplicationBuilder;
        return builder.ExecutionContext.IsRunMode ? service : service
            .WithEnvironment("Twilio__PublicUrl", builder.AddParameter("public-url"))
            .WithEnvironment("Twilio__CallerId", builder.AddOptional("caller-id", ""))
            .WithEnvironment("Twilio__AllowedCountryPrefixes__0", builder.AddOptional("allowed-country-prefix", ""))
            .WithEnvironment("ForwardedHeaders__KnownNetworks__0", builder.AddParameter("proxy-network"))
            .WithEnvironment("Authentication__OpenIdConnect__Authority", builder.AddParameter("sign-in-authority"))
            .WithEnvironment("Authentication__OpenIdConnect__ClientId", builder.AddParameter("sign-in-client-id"))
            .WithEnvironment("Authentication__OpenIdConnect__ClientSecret", builder.AddParameter("sign-in-client-secret", secret: true))
            .WithEnvironment("Authentication__OpenIdConnect__NameClaim", builder.AddOptional("sign-in-name-claim", "sub"));
    }

    // A value in the configuration comes before the default, as a default is given as the parameter's own value.
    private static IResourceBuilder<ParameterResource> AddOptional(this IDistributedApplicationBuilder builder, string name, string value) =>
        builder.AddParameter(name, builder.Configuration[$"Parameters:{name}"] ?? builder.Configuration[$"Parameters:{name.Replace('-', '_')}"] ?? value, publishValueAsDefault: true);
}
