using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using TwilioSandbox.Tokens;

namespace TwilioSandbox.Account;

/// <summary>The body of <c>POST /sandbox/tokens</c>, such as <c>{"client":"alice","incoming":true,"kind":"access","ttl":600}</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TokenRequest : IValidatableObject
{
    private const string ClientRule = "must be 1 to 121 letters (A-Z, a-z), digits or underscores.";

    /// <summary>The identity. Required.</summary>
    [Required(ErrorMessage = "is missing or empty; it " + ClientRule)]
    [RegularExpression(ClientName.Documented, ErrorMessage = ClientRule)]
    public string? Client { get; init; }

    /// <summary>Whether the client may register and receive calls.</summary>
    public bool? Incoming { get; init; }

    /// <summary>Whether the client may make calls. If neither is given, both are allowed.</summary>
    public bool? Outgoing { get; init; }

    /// <summary><c>capability</c>, the default, or <c>access</c>.</summary>
    [AllowedValues(null, "capability", "access", ErrorMessage = "must be capability or access.")]
    public string? Kind { get; init; }

    /// <summary>Lifetime in seconds. The default is 3600, and the longest life that Twilio accepts is 86400 (documented).</summary>
    [Range(1, 86400, ErrorMessage = "must be a whole number of seconds from {1} to {2}.")]
    public int? Ttl { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (this is { Incoming: not true, Outgoing: not true } and not { Incoming: null, Outgoing: null })
        {
            yield return new("At least one of incoming and outgoing must be true.", ["incoming"]);
        }
    }
}
