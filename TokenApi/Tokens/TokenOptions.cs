using System.ComponentModel.DataAnnotations;

namespace TokenApi.Tokens;

/// <summary>Limits for all tokens: configuration section <c>Tokens</c>.</summary>
internal sealed class TokenOptions
{
    public const string Section = "Tokens";

    /// <summary>The longest lifetime in seconds. A request for more gets this.</summary>
    [Range(1, TokenRequest.MaximumTtl, ErrorMessage = "Tokens:MaxTtl is malformed. Expected: a number of seconds from 1 to 86400.")]
    public int MaxTtl { get; set; } = TokenRequest.MaximumTtl;
}
