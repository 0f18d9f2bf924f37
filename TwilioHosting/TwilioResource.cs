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

    /// <summary>The sandbox that replaces Twilio. Null with a real account.</summary>
    public IResourceBuilder<ProjectResource>? Sandbox { get; internal set; }

    internal bool IsReferenced { get; set; }

    internal IEnumerable<ParameterResource> Parameters => [AccountSid, AuthToken, ApplicationSid, .. ApiKeySid is null ? Array.Empty<ParameterResource>() : [ApiKeySid, ApiKeySecret!]];
}
