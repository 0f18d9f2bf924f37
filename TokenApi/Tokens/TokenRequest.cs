using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace TokenApi.Tokens;

/// <summary>The body of a request for a token: <c>{"incoming":true,"outgoing":true,"params":{"k":"v"},"ttl":600}</c></summary>
/// <remarks>Public, because ASP.NET Core's validation skips internal types.</remarks>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TokenRequest : IValidatableObject
{
    internal const int MaximumTtl = 86400;
    private const int MaximumParams = 16;
    private const int MaximumKey = 64;
    private const int MaximumValue = 256;
    // Our own limit: the token contains the parameters encoded twice, and the phone sends it in one WebSocket message.
    private const int MaximumLength = 8192;

    /// <summary>Allows the phone to register under the name of the current user and to receive calls.</summary>
    public bool Incoming { get; init; }

    /// <summary>Allows the phone to make calls through the configured TwiML application.</summary>
    public bool Outgoing { get; init; }

    /// <summary>The parameters that Twilio sends to the Voice URL with each outgoing call, in this order.</summary>
    public OrderedDictionary<string, string> Params { get; init; } = [];

    /// <summary>The lifetime of the token in seconds: 1 to 86400, the longest that Twilio accepts. The service may grant less.</summary>
    [Range(1, MaximumTtl, ErrorMessage = "must be a whole number of seconds from 1 to 86400."), DefaultValue(3600)]
    public int Ttl { get; init; } = 3600;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Incoming && !Outgoing)
        {
            yield return new("At least one of incoming and outgoing must be true.", [nameof(Incoming), nameof(Outgoing)]);
        }
        else if (Params.Count > 0 && !Outgoing)
        {
            yield return new("are sent with outgoing calls, so outgoing must be true.", [nameof(Params)]);
        }
        else if (Params.Count > MaximumParams)
        {
            yield return new($"must have at most {MaximumParams} members.", [nameof(Params)]);
        }
        else if (Params.Keys.Any(key => key.Length is 0 or > MaximumKey))
        {
            yield return new($"must have keys of 1 to {MaximumKey} characters.", [nameof(Params)]);
        }
        else if (Params.Values.Any(value => value is null or { Length: > MaximumValue }))
        {
            yield return new($"must have values that are strings of at most {MaximumValue} characters.", [nameof(Params)]);
        }
        else if (FormEncoding.Encode(FormEncoding.Encode(Params)).Length > MaximumLength)
        {
            yield return new($"must have at most {MaximumLength} characters together, in the encoding of capability tokens.", [nameof(Params)]);
        }
    }
}
