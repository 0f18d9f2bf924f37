using System.ComponentModel.DataAnnotations;

namespace TokenApi.Security;

/// <summary>How often clients may use sessions and tokens: configuration section <c>RateLimits</c>.</summary>
internal sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    private const int Maximum = 1_000_000;

    /// <summary>Requests per minute for one user. A phone needs one for each call.</summary>
    [Range(1, Maximum, ErrorMessage = "RateLimits:PerIdentity is malformed. Expected: a number from 1 to 1000000.")]
    public int PerIdentity { get; set; } = 240;

    /// <summary>Requests per minute from one address, which a whole office may share.</summary>
    [Range(1, Maximum, ErrorMessage = "RateLimits:PerAddress is malformed. Expected: a number from 1 to 1000000.")]
    public int PerAddress { get; set; } = 1200;
}
