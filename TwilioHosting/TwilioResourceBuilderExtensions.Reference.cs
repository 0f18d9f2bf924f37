using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Twilio;

namespace Aspire.Hosting;

public static partial class TwilioResourceBuilderExtensions
{
    /// <summary>
    /// Passes the account to a project, an executable or a container: in the names of Twilio's quickstarts (<c>TWILIO_ACCOUNT_SID</c>, <c>TWILIO_AUTH_TOKEN</c>,
    /// <c>TWILIO_API_KEY</c>, <c>TWILIO_API_SECRET</c>, <c>TWILIO_TWIML_APP_SID</c>, <c>TWILIO_CALLER_ID</c>) and as the .NET configuration section <c>Twilio</c>.
    /// If the sandbox is in use, the resource also gets its address for the page, <c>TWILIO_SANDBOX_URL</c>, and waits for it.
    /// </summary>
    /// <param name="builder">The project, executable or container.</param>
    /// <param name="twilio">The account.</param>
    /// <param name="voicePath">
    /// The path of the Voice URL at the resource's endpoint <c>http</c>, such as <c>/voice</c>; null if the resource does not answer there. The sandbox requests
    /// TwiML there. With a real account, set the Voice URL in Twilio's Console.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="voicePath"/> does not start with a slash, or the resource cannot have endpoints.</exception>
    /// <exception cref="InvalidOperationException">Another reference to the account already has a <paramref name="voicePath"/>.</exception>
    public static IResourceBuilder<T> WithReference<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<TwilioResource> twilio, string? voicePath = null)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(twilio);

        var resource = twilio.Resource;
        resource.IsReferenced = true;
        if (voicePath is not null)
        {
            SetVoice(resource, builder.Resource, voicePath);
        }

        if (resource.Sandbox is { } sandbox && builder is IResourceBuilder<IResourceWithWaitSupport> waiting)
        {
            waiting.WaitFor(sandbox);
        }

        return builder.WithReferenceRelationship(resource).WithEnvironment(context =>
        {
            context.SetSection(TwilioEnvironment.Section, resource);
            context.SetQuickstartNames(resource);
            context.Set("Twilio__CallerId", resource.CallerId);
            context.Set("TWILIO_CALLER_ID", resource.CallerId);
            context.Set("Twilio__SandboxUrl", resource.SandboxAddressForBrowsers);
            context.Set("TWILIO_SANDBOX_URL", resource.SandboxAddressForBrowsers);
        });
    }

    private static void SetVoice(TwilioResource twilio, IResource application, string path)
    {
        if (!path.StartsWith('/') || path.StartsWith("//", StringComparison.Ordinal) || path.Contains('#') || !Uri.IsWellFormedUriString(path, UriKind.Relative))
        {
            throw new ArgumentException($"voicePath of resource '{application.Name}' is '{path}', but must be a path that starts with one slash, such as /voice.", nameof(path));
        }

        if (application is not IResourceWithEndpoints withEndpoints)
        {
            throw new ArgumentException($"Resource '{application.Name}' cannot have endpoints, so it cannot answer at '{path}'. Call WithReference({twilio.Name}) without voicePath.", nameof(path));
        }

        if (twilio.Voice is { } other)
        {
            throw new InvalidOperationException(
                $"'{other.Endpoint.Resource.Name}' and '{application.Name}' both have a voicePath, but '{twilio.Name}' has one Voice URL. Pass voicePath only to the resource that returns TwiML.");
        }

        twilio.Voice = (withEndpoints.GetEndpoint("http"), path);
    }

    /// <summary>Why the sandbox cannot reach the Voice URL, or null.</summary>
    internal static string? VoiceProblem(TwilioResource twilio)
    {
        if (twilio is not { Sandbox: not null, Voice: { Endpoint: { Exists: false } endpoint, Path: var path } })
        {
            return null;
        }

        var names = string.Join(", ", endpoint.Resource.GetEndpoints().Select(existing => existing.EndpointName));
        return $"The sandbox requests TwiML from '{path}' at the endpoint 'http' of resource '{endpoint.Resource.Name}', but the resource has {(names.Length == 0 ? "no endpoint" : $"only: {names}")}. "
            + "Add it: WithHttpEndpoint(name: \"http\").";
    }
}
