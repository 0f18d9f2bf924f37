using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Twilio;

/// <summary>A Twilio account with a TwiML application: a real one, or the sandbox's.</summary>
/// <param name="name">The name of the resource, and the prefix of its parameters' names.</param>
/// <param name="accountSid">The account SID, <c>AC…</c>.</param>
/// <param name="authToken">The account's primary auth token, which signs capability tokens and Twilio's requests.</param>
/// <param name="applicationSid">The SID of the TwiML application for outgoing calls, <c>AP…</c>.</param>
public sealed class TwilioResource(string name, ParameterResource accountSid, ParameterResource authToken, ParameterResource applicationSid)
    : Resource(name)
{
    /// <summary>The account SID, <c>AC…</c>.</summary>
    public ParameterResource AccountSid => accountSid;

    /// <summary>The account's primary auth token.</summary>
    public ParameterResource AuthToken => authToken;

    /// <summary>The SID of the TwiML application, <c>AP…</c>.</summary>
    public ParameterResource ApplicationSid => applicationSid;

    /// <summary>The SID of the API key that signs access tokens, <c>SK…</c>. Null without an API key: only capability tokens are then possible.</summary>
    public ParameterResource? ApiKeySid { get; internal set; }

    /// <summary>The secret of the API key. Null without an API key.</summary>
    public ParameterResource? ApiKeySecret { get; internal set; }

    /// <summary>The number that calls to telephones come from, such as <c>+15551234567</c>. Null unless it is configured.</summary>
    public ParameterResource? CallerId { get; internal set; }

    /// <summary>The sandbox that replaces Twilio. Null with a real account.</summary>
    public IResourceBuilder<IResourceWithEnvironment>? Sandbox { get; internal set; }

    /// <summary>The address of the sandbox, as another resource reaches it. Null with a real account.</summary>
    public EndpointReference? SandboxEndpoint => Sandbox is { Resource: IResourceWithEndpoints sandbox } ? new(sandbox, "http") : null;

    /// <summary>The address of the sandbox for browsers, which run on this machine even if the application runs in a container.</summary>
    internal EndpointReference? SandboxAddressForBrowsers => Sandbox is { Resource: IResourceWithEndpoints sandbox } ? new(sandbox, "http", KnownNetworkIdentifiers.LocalhostNetwork) : null;

    /// <summary>The endpoint and the path where the sandbox requests TwiML. Null unless a reference has a <c>voicePath</c>.</summary>
    internal (EndpointReference Endpoint, string Path)? Voice { get; set; }

    internal bool IsReferenced { get; set; }

    /// <summary>The port that the AppHost chose for the sandbox, if any.</summary>
    internal int? SandboxPort { get; set; }

    /// <summary>The parameters of the account: SIDs and secrets.</summary>
    internal IEnumerable<ParameterResource> Account => [AccountSid, AuthToken, ApplicationSid, .. ApiKeySid is null ? Array.Empty<ParameterResource>() : [ApiKeySid, ApiKeySecret!]];
}
