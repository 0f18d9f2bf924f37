using System.ComponentModel.DataAnnotations;

namespace TokenApi.Session;

/// <summary>The keys of <c>Authentication:Schemes:Bearer</c> that this service requires. ASP.NET Core reads the others too.</summary>
internal sealed class BearerOptions
{
    public const string Section = "Authentication:Schemes:Bearer";

    /// <summary>The issuer, which serves <c>/.well-known/openid-configuration</c>.</summary>
    [Required(ErrorMessage = $"{Section}:Authority is missing. {ProviderAddress.Expected}")]
    [RegularExpression(ProviderAddress.Pattern, ErrorMessage = $"{Section}:Authority is malformed. {ProviderAddress.Expected}")]
    public string? Authority { get; set; }

    /// <summary>The <c>aud</c> of tokens for this service. Other tokens are refused.</summary>
    [Required(ErrorMessage = $"{Section}:ValidAudience is missing. Expected: the aud claim of tokens for this service.")]
    public string? ValidAudience { get; set; }

    /// <summary>The claim that becomes the client name.</summary>
    [Required(ErrorMessage = $"{Section}:NameClaim is empty. Expected: a claim, such as sub.")]
    public string NameClaim { get; set; } = "sub";

    /// <summary>How long a request waits for the provider.</summary>
    public TimeSpan BackchannelTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
