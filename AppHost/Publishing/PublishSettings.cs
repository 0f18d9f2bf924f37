namespace Aspire.Hosting;

/// <summary>What the token API is told once it is published, beside the Twilio account.</summary>
public static class PublishSettings
{
    /// <summary>
    /// Adds a parameter for each setting that TokenApi needs outside Development: who signs people in, and its public address.
    /// Without effect when the application runs: there the demo sign-in takes their place, and TokenApi's own configuration may still set them.
    /// </summary>
    public static IResourceBuilder<T> PublishWithSettings<T>(this IResourceBuilder<T> service) where T : IResourceWithEnvironment
    {
        var builder = service.ApplicationBuilder;
        return builder.ExecutionContext.IsRunMode ? service : service
            .WithEnvironment("Twilio__PublicUrl", builder.AddParameter("public-url"))
            .WithEnvironment("Twilio__CallerId", builder.AddParameter("caller-id", builder.Configuration["Parameters:caller-id"] ?? builder.Configuration["Parameters:caller_id"] ?? "", publishValueAsDefault: true))
            .WithEnvironment("Authentication__OpenIdConnect__Authority", builder.AddParameter("sign-in-authority"))
            .WithEnvironment("Authentication__OpenIdConnect__ClientId", builder.AddParameter("sign-in-client-id"))
            .WithEnvironment("Authentication__OpenIdConnect__ClientSecret", builder.AddParameter("sign-in-client-secret", secret: true));
    }
}
