using TwilioSandbox.Voice;

namespace TwilioSandbox.Calls;

/// <summary>Where the TwiML of a call comes from.</summary>
/// <param name="Url">The URL that is requested.</param>
/// <param name="Method">GET or POST.</param>
internal sealed record TwimlSource(Uri Url, HttpMethod Method)
{
    /// <summary>The document itself, if the REST API was given one. URLs in it are relative to <see cref="Url"/>.</summary>
    public TwimlDocument? Document { get; init; }

    /// <summary>Requested if the document cannot be fetched or run.</summary>
    public Uri? FallbackUrl { get; init; }
}
