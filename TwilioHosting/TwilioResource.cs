using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Twilio;

/// <summary>A Twilio account with a TwiML application: Twilio's own, or the sandbox that stands in for it.</summary>
/// <param name="name">Name of the resource, and the prefix of its parameters' names.</param>
/// <param name="accountSid"><c>AC…</c>, the account.</param>
/// <param name="authToken">Its primary auth token, which signs capability tokens and Twilio's requests.</param>
/// <param name="applicationSid"><c>AP…</c>, the TwiML application that outgoing calls go to.</param>
public sealed class TwilioResource(string name, ParameterResource accountSid, ParameterResource authToken, ParameterResource applicationSid)
    : Resource(name)
{
    /// <summary><c>AC…</c>, the account.</summary>
    public ParameterResource AccountSid => accountSid;

    /// <summary>The account's primary auth token.</summary>
    public ParameterResource AuthToken => authToken;

    /// <summary><c>AP…</c>, the TwiML application.</summary>
    public ParameterResource ApplicationSid => applicationSid;

    /// <summary><c>SK…</c>, the API key that signs access tokens. Null if the account issues capability tokens only.</summary>
    public ParameterResource? ApiKeySid { get; internal set; }

    /// <summary>The secret of the API key.</summary>
    public ParameterResource? ApiKeySecret { get; internal set; }

    /// <summary>The sandbox that stands in for Twilio. Null with a real account.</summary>
    public IResourceBuilder<ProjectResource>? Sandbox { get; internal set; }

    internal bool IsReferenced { get; set; }

    internal IEnumerable<ParameterResource> Parameters => [AccountSid, AuthToken, ApplicationSid, .. ApiKeySid is null ? Array.Empty<ParameterResource>() : [ApiKeySid, ApiKeySecret!]];
}
