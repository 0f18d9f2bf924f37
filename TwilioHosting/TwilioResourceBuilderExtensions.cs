using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Twilio;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>Adds a Twilio account, or the sandbox in its place, to a distributed application.</summary>
public static partial class TwilioResourceBuilderExtensions
{
    /// <summary>
    /// Adds a Twilio account. Its values are the parameters <c>{name}-account-sid</c>, <c>{name}-auth-token</c> and <c>{name}-application-sid</c>,
    /// and for access tokens <c>{name}-api-key-sid</c> and <c>{name}-api-key-secret</c>. <c>{name}-caller-id</c> is optional.
    /// </summary>
    /// <param name="builder">The distributed application.</param>
    /// <param name="name">The name of the resource, and the prefix of its parameters' names.</param>
    /// <remarks>If only some of the values are configured, the start fails with a <see cref="DistributedApplicationException"/> that names the missing ones.</remarks>
    /// <example><code>
    /// var twilio = builder.AddTwilio("twilio").RunAsSandbox();
    /// builder.AddProject&lt;Projects.Api&gt;("api").WithReference(twilio, voicePath: "/voice");
    /// </code></example>
    public static IResourceBuilder<TwilioResource> AddTwilio(this IDistributedApplicationBuilder builder, [ResourceName] string name)
    {
        ArgumentNullException.ThrowIfNull(builder);

        var parameters = new TwilioParameters(builder, name);
        var twilio = builder.AddResource(parameters.CreateResource())
            .WithIconName("Phone")
            .WithInitialState(new() { ResourceType = "Twilio", State = KnownResourceStates.Running, Properties = [] })
            .ExcludeFromManifest();
        foreach (var parameter in twilio.Resource.Account.Append(twilio.Resource.CallerId).OfType<ParameterResource>())
        {
            builder.CreateResourceBuilder(parameter).WithParentRelationship(twilio);
        }

        if (builder.ExecutionContext.IsRunMode)
        {
            builder.OnBeforeStart((start, cancellation) => AnnounceAsync(start, twilio.Resource, parameters, cancellation));
        }

        return twilio;
    }

    // Aspire would use another port, and the page would find whatever is at this one.
    internal static string? PortProblem(TwilioResource twilio)
    {
        if (twilio is not { Sandbox: not null, SandboxPort: { } port })
        {
            return null;
        }

        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return null;
        }
        catch (SocketException)
        {
            return $"Port {port} of the sandbox of '{twilio.Name}' is taken by another program. Stop that program, or choose another port: RunAsSandbox(port: …).";
        }
    }

    private static async Task AnnounceAsync(BeforeStartEvent start, TwilioResource twilio, TwilioParameters parameters, CancellationToken cancellation)
    {
        if ((parameters.Problem ?? VoiceProblem(twilio) ?? PortProblem(twilio)) is { } problem)
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
