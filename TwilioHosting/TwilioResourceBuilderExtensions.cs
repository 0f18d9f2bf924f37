using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Twilio;
using Aspire.Hosting.Twilio.Commands;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>Adds a Twilio account, or the sandbox in its place, to a distributed application.</summary>
public static class TwilioResourceBuilderExtensions
{
    /// <summary>
    /// Adds a Twilio account. Its values are the parameters <c>{name}-account-sid</c>, <c>{name}-auth-token</c> and <c>{name}-application-sid</c>,
    /// and for access tokens <c>{name}-api-key-sid</c> and <c>{name}-api-key-secret</c>.
    /// </summary>
    /// <remarks>If only some of them are configured, the start fails with a <see cref="DistributedApplicationException"/> that names the missing ones.</remarks>
    /// <example><code>
    /// var twilio = builder.AddTwilio("twilio").RunAsSandbox&lt;Projects.TwilioSandbox&gt;();
    /// builder.AddProject&lt;Projects.TokenApi&gt;("tokenapi").WithReference(twilio, voicePath: "/voice");
    /// </code></example>
    public static IResourceBuilder<TwilioResource> AddTwilio(this IDistributedApplicationBuilder builder, string name)
    {
        var parameters = new TwilioParameters(builder, name);
        var twilio = builder.AddResource(parameters.CreateResource())
            .WithIconName("Phone")
            .WithInitialState(new() { ResourceType = "Twilio", State = KnownResourceStates.Running, Properties = [] })
            .ExcludeFromManifest();
        foreach (var parameter in twilio.Resource.Parameters)
        {
            builder.CreateResourceBuilder(parameter).WithParentRelationship(twilio);
        }

        if (builder.ExecutionContext.IsRunMode)
        {
            builder.OnBeforeStart((start, cancellation) => AnnounceAsync(start, twilio.Resource, parameters, cancellation));
        }

        return twilio;
    }

    /// <summary>
    /// Runs the sandbox in Twilio's place if no real account is configured. Has no effect when publishing.
    /// </summary>
    /// <exception cref="InvalidOperationException">Another resource already references this one. References depend on whether it is a sandbox.</exception>
    /// <typeparam name="TProject">The project of the sandbox, <c>Projects.TwilioSandbox</c>.</typeparam>
    public static IResourceBuilder<TwilioResource> RunAsSandbox<TProject>(this IResourceBuilder<TwilioResource> twilio)
        where TProject : IProjectMetadata, new()
    {
        var (builder, resource) = (twilio.ApplicationBuilder, twilio.Resource);
        if (builder.ExecutionContext.IsPublishMode || !new TwilioParameters(builder, resource.Name).AreAbsent)
        {
            return twilio;
        }

        if (resource.IsReferenced)
        {
            throw new InvalidOperationException($"Call RunAsSandbox before WithReference and WithSandbox: they depend on whether '{resource.Name}' is a sandbox.");
        }

        builder.Configuration.AddInMemoryCollection(SandboxAccount.ValuesOf(resource));
        resource.Sandbox = builder.AddProject<TProject>("sandbox")
            .WithEnvironment(context => SetAccount(context, "Sandbox", resource))
            .WithHttpHealthCheck("/health")
            .WithoutHttpsCertificate()
            .WithUrlForEndpoint("http", url => url.DisplayText = "Sandbox")
            .WithIconName("Beaker")
            .WithParentRelationship(twilio)
            .WithSandboxCommands();
        return twilio;
    }

    /// <summary>Passes the account to a service as its configuration section <c>Twilio</c>. If the sandbox is in use, the service waits for it.</summary>
    /// <param name="builder">The service.</param>
    /// <param name="twilio">The account.</param>
    /// <param name="voicePath">
    /// The path of the Voice URL in the service. The sandbox sends its requests there. With a real account, set the Voice URL in Twilio's Console.
    /// </param>
    public static IResourceBuilder<T> WithReference<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<TwilioResource> twilio, string voicePath)
        where T : IResourceWithEnvironment, IResourceWithEndpoints, IResourceWithWaitSupport
    {
        twilio.Resource.IsReferenced = true;
        builder.WithEnvironment(context => SetAccount(context, "Twilio", twilio.Resource));
        if (twilio.Resource.Sandbox is { } sandbox)
        {
            sandbox.WithEnvironment("Sandbox__VoiceUrl", $"{builder.GetEndpoint("http")}{voicePath}");
            builder.WithEnvironment("Twilio__SandboxUrl", sandbox.GetEndpoint("http")).WaitFor(sandbox);
        }

        return builder;
    }

    /// <summary>Passes the sandbox's address to a page's development server as <c>SANDBOX_HTTP</c>, but none of the account's values.</summary>
    public static IResourceBuilder<T> WithSandbox<T>(this IResourceBuilder<T> builder, IResourceBuilder<TwilioResource> twilio)
        where T : IResourceWithEnvironment
    {
        twilio.Resource.IsReferenced = true;
        return twilio.Resource.Sandbox is { } sandbox ? builder.WithEnvironment("SANDBOX_HTTP", sandbox.GetEndpoint("http")) : builder;
    }

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

    private static async Task AnnounceAsync(BeforeStartEvent start, TwilioResource twilio, TwilioParameters parameters, CancellationToken cancellation)
    {
        if (parameters.Problem is { } problem)
        {
            throw new DistributedApplicationException(problem);
        }

        var logger = start.Services.GetRequiredService<ILogger<TwilioResource>>();
        if (!parameters.AreAbsent && twilio.Sandbox is null)
        {
            // The first and last characters are enough to recognize the account.
            var sid = await twilio.AccountSid.GetValueAsync(cancellation) ?? "";
            logger.LogInformation("Using the real Twilio account {AccountSid}.", sid.Length < 12 ? sid : $"{sid[..6]}…{sid[^4..]}");
        }
        else if (twilio.Sandbox is not null)
        {
            logger.LogInformation("Using the local Twilio sandbox, because no real account is configured.");
        }
    }
}
