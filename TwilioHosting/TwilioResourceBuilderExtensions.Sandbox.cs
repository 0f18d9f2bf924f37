using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Twilio;
using Aspire.Hosting.Twilio.Commands;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

public static partial class TwilioResourceBuilderExtensions
{
    /// <summary>
    /// Runs the sandbox of this package in Twilio's place if no real account is configured. Has no effect when publishing.
    /// </summary>
    /// <param name="twilio">The account.</param>
    /// <param name="port">The sandbox's port on this machine, from 1 to 65535; null for a random one.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="port"/> is not a port.</exception>
    /// <exception cref="InvalidOperationException">The sandbox runs already, or another resource references this one. References depend on whether it is a sandbox.</exception>
    /// <exception cref="DistributedApplicationException">The AppHost does not reference the package, or the package is no longer in the NuGet cache.</exception>
    public static IResourceBuilder<TwilioResource> RunAsSandbox(this IResourceBuilder<TwilioResource> twilio, int? port = null)
    {
        if (port is < 1 or > 65535)
        {
            throw new ArgumentOutOfRangeException(nameof(port), port, "The sandbox's port must be a number from 1 to 65535, or null for a random one.");
        }

        return twilio.RunAs((builder, name) =>
        {
            twilio.Resource.SandboxPort = port;
            return builder.AddSandboxProgram(name, port);
        });
    }

    /// <summary>
    /// Runs the sandbox from source, in Twilio's place if no real account is configured. Has no effect when publishing.
    /// </summary>
    /// <param name="twilio">The account.</param>
    /// <exception cref="InvalidOperationException">Another resource already references this one. References depend on whether it is a sandbox.</exception>
    /// <typeparam name="TProject">The project of the sandbox, <c>Projects.TwilioSandbox</c>.</typeparam>
    public static IResourceBuilder<TwilioResource> RunAsSandbox<TProject>(this IResourceBuilder<TwilioResource> twilio)
        where TProject : IProjectMetadata, new() =>
        twilio.RunAs((builder, name) => builder.AddProject<TProject>(name));

    /// <summary>Passes the sandbox's address to a page's development server as <c>SANDBOX_HTTP</c>, but none of the account's values.</summary>
    /// <param name="builder">The development server.</param>
    /// <param name="twilio">The account.</param>
    public static IResourceBuilder<T> WithSandbox<T>(this IResourceBuilder<T> builder, IResourceBuilder<TwilioResource> twilio)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(twilio);

        twilio.Resource.IsReferenced = true;
        return twilio.Resource.SandboxAddressForBrowsers is { } address ? builder.WithEnvironment("SANDBOX_HTTP", address) : builder;
    }

    private const string SandboxName = "sandbox";

    private static IResourceBuilder<TwilioResource> RunAs<TSandbox>(
        this IResourceBuilder<TwilioResource> twilio, Func<IDistributedApplicationBuilder, string, IResourceBuilder<TSandbox>> addSandbox)
        where TSandbox : IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(twilio);

        var (builder, resource) = (twilio.ApplicationBuilder, twilio.Resource);
        if (resource.Sandbox is not null)
        {
            throw new InvalidOperationException($"'{resource.Name}' runs as a sandbox already. Call RunAsSandbox once.");
        }

        if (builder.ExecutionContext.IsPublishMode || !new TwilioParameters(builder, resource.Name).AreAbsent)
        {
            return twilio;
        }

        if (resource.IsReferenced)
        {
            throw new InvalidOperationException($"Call RunAsSandbox before WithReference and WithSandbox: they depend on whether '{resource.Name}' is a sandbox.");
        }

        builder.Configuration.AddInMemoryCollection(SandboxAccount.ValuesOf(resource));
        var isTaken = builder.Resources.Any(other => string.Equals(other.Name, SandboxName, StringComparison.OrdinalIgnoreCase));
        var sandbox = addSandbox(builder, isTaken ? $"{resource.Name}-{SandboxName}" : SandboxName)
            .WithEnvironment(context =>
            {
                context.SetSection(TwilioEnvironment.SandboxSection, resource);
                // Set late: the application that answers at the Voice URL is added after the sandbox.
                context.Set("Sandbox__VoiceUrl", resource.Voice is { } voice ? ReferenceExpression.Create($"{voice.Endpoint}{voice.Path}") : null);
            })
            .WithHttpHealthCheck("/health")
            .WithoutHttpsCertificate()
            .WithUrlForEndpoint("http", url => url.DisplayText = "Sandbox")
            .WithIconName("Beaker")
            .WithParentRelationship(twilio)
            .WithSandboxCommands();
        resource.Sandbox = builder.CreateResourceBuilder<IResourceWithEnvironment>(sandbox.Resource);
        return twilio;
    }
}
