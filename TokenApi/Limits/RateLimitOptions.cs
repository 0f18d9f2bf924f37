using System.ComponentModel.DataAnnotations;

namespace TokenApi.Limits;

/// <summary>
/// How often tokens and sessions may be asked for: configuration section <c>RateLimits</c>. So many requests may come at once; after that,
/// they come back evenly over a minute.
/// </summary>
public sealed class RateLimitOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string Section = "RateLimits";

    private const int Maximum = 1_000_000;

    /// <summary>Requests a minute of one signed-in person or machine. A phone needs one for each call.</summary>
    [Range(1, Maximum)]
    public int PerIdentity { get; set; } = 240;

    /// <summary>Requests a minute from one address, signed in or not. Behind one address there may be a whole office.</summary>
    [Range(1, Maximum)]
    public int PerAddress { get; set; } = 1200;
}
