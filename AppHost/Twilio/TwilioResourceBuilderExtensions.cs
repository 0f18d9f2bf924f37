using Aspire.Hosting.Twilio;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>Twilio as a resource.</summary>
public static class TwilioResourceBuilderExtensions
{
    /// <summary>
    /// Adds a Twilio account. Its values are the parameters <c>{name}-account-sid</c>, <c>{name}-auth-token</c>, <c>{name}-application-sid</c>,
    /// and for access tokens <c>{name}-api-key-sid</c> and <c>{name}-api-key-secret</c>. Half of them is an error when the application starts.
    /// </summary>
    /// <example><code>
    /// var twilio = builder.AddTwilio("twilio").RunAsSandbox();
    /// builder.AddProject&lt;Projects.TokenApi&gt;("tokenapi").WithReference(twilio, voicePath: "/voice");
    /// </code></example>
    public static IResourceBuilder<TwilioResource> AddTwilio(this IDistributedApplicationBuilder builder, string name)
    {
        ParameterResource Parameter(string setting, bool secret = false) => builder.AddParameter($"{name}-{setting}", secret).Resource;

        var configured = new TwilioParameters(builder.Configuration, name);
        var twilio = new TwilioResource(name, Parameter("account-sid"), Parameter("auth-token", secret: true), Parameter("application-sid"));
        if (builder.ExecutionContext.IsPublishMode || configured.AreAbsent || configured.HaveApiKey)
        {
            twilio.ApiKeySid = Parameter("api-key-sid");
            twilio.ApiKeySecret = Parameter("api-key-secret", secret: true);
        }

        if (builder.ExecutionContext.IsRunMode)
        {
            builder.Eventing.Subscribe<BeforeStartEvent>((start, _) => AnnounceAsync(start, twilio, configured.Problem));
        }

        return builder.AddResource(twilio)
            .WithInitialState(new() { ResourceType = "Twilio", State = KnownResourceStates.Running, Properties = [] })
            .ExcludeFromManifest();
    }

    /// <summary>
    /// Lets the local sandbox stand in for Twilio, when the application runs and no real account is configured. Without effect when publishing.
    /// Comes before the references to the resource, which depend on it.
    /// </summary>
    public static IResourceBuilder<TwilioResource> RunAsSandbox(this IResourceBuilder<TwilioResource> twilio)
    {
        var (builder, resource) = (twilio.ApplicationBuilder, twilio.Resource);
        if (builder.ExecutionContext.IsPublishMode || !new TwilioParameters(builder.Configuration, resource.Name).AreAbsent)
        {
            return twilio;
        }

        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [$"Parameters:{resource.AccountSid.Name}"] = SandboxAccount.AccountSid,
            [$"Parameters:{resource.AuthToken.Name}"] = SandboxAccount.AuthToken,
            [$"Parameters:{resource.ApplicationSid.Name}"] = SandboxAccount.ApplicationSid,
            [$"Parameters:{resource.ApiKeySid!.Name}"] = SandboxAccount.ApiKeySid,
            [$"Parameters:{resource.ApiKeySecret!.Name}"] = SandboxAccount.ApiKeySecret,
        });
        resource.Sandbox = builder.AddProject<Projects.TwilioSandbox>("sandbox")
            .WithEnvironment(context => SetAccount(context, "Sandbox", resource))
            .WithHttpHealthCheck("/health");
        return twilio;
    }

    /// <summary>
    /// Gives a service the account, as its configuration section <c>Twilio</c>, and makes it wait for the sandbox, if that is in use.
    /// </summary>
    /// <param name="builder">The service.</param>
    /// <param name="twilio">The account.</param>
    /// <param name="voicePath">
    /// The path where the service answers the TwiML application's Voice URL. The sandbox is told; for a real account, the URL is set in Twilio's Console.
    /// </param>
    public static IResourceBuilder<T> WithReference<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<TwilioResource> twilio, string voicePath)
        where T : IResourceWithEnvironment, IResourceWithEndpoints, IResourceWithWaitSupport
    {
        builder.WithEnvironment(context => SetAccount(context, "Twilio", twilio.Resource));
        if (twilio.Resource.Sandbox is { } sandbox)
        {
            sandbox.WithEnvironment("Sandbox__VoiceUrl", $"{builder.GetEndpoint("http")}{voicePath}");
            builder.WithEnvironment("Twilio__SandboxUrl", sandbox.GetEndpoint("http")).WaitFor(sandbox);
        }

        return builder;
    }

    /// <summary>Tells a page's development server where the sandbox is, if that is in use: <c>SANDBOX_HTTP</c>. Nothing of the account.</summary>
    public static IResourceBuilder<T> WithSandbox<T>(this IResourceBuilder<T> builder, IResourceBuilder<TwilioResource> twilio)
        where T : IResourceWithEnvironment =>
        twilio.Resource.Sandbox is { } sandbox ? builder.WithEnvironment("SANDBOX_HTTP", sandbox.GetEndpoint("http")) : builder;

    private static void SetAccount(EnvironmentCallbackContext context, string section, TwilioResource twilio)
    {
        var variables = context.EnvironmentVariables;
        variables[$"{section}__AccountSid"] = twilio.AccountSid;
        variables[$"{section}__AuthToken"] = twilio.AuthToken;
        variables[$"{section}__ApplicationSid"] = twilio.ApplicationSid;
        if (twilio is { ApiKeySid: { } apiKeySid, ApiKeySecret: { } apiKeySecret })
        {
            variables[$"{section}__ApiKeySid"] = apiKeySid;
            variables[$"{section}__ApiKeySecret"] = apiKeySecret;
        }
    }

    private static async Task AnnounceAsync(BeforeStartEvent start, TwilioResource twilio, string? problem)
    {
        if (problem is not null)
        {
            throw new DistributedApplicationException(problem);
        }

        var logger = start.Services.GetRequiredService<ILogger<TwilioResource>>();
        if (twilio.Sandbox is null)
        {
            // The account is recognised by its beginning and end; the whole SID is nobody else's business.
            var sid = await twilio.AccountSid.GetValueAsync(CancellationToken.None) ?? "";
            logger.LogInformation("Twilio: the real account {AccountSid}.", sid.Length < 12 ? sid : $"{sid[..6]}…{sid[^4..]}");
        }
        else
        {
            logger.LogInformation("Twilio: the local sandbox, since no real account is configured.");
        }
    }
}
