using System.ComponentModel.DataAnnotations;

namespace TokenApi.Session;

/// <summary>The keys of <c>Authentication:Schemes:OpenIdConnect</c> that this service requires. ASP.NET Core reads the others too.</summary>
internal sealed class OpenIdConnectSignInOptions
{
    public const string Section = "Authentication:Schemes:OpenIdConnect";

    /// <summary>The issuer, which serves <c>/.well-known/openid-configuration</c>.</summary>
    [Required(ErrorMessage = $"{Section}:Authority is missing. {ProviderAddress.Expected} Register the redirect address https://<your host>/api/session/callback there. To sign in with any name on your own machine instead, set {DemoSignIn.AllowRealAccount}=true in Development.")]
    [RegularExpression(ProviderAddress.Pattern, ErrorMessage = $"{Section}:Authority is malformed. {ProviderAddress.Expected}")]
    public string? Authority { get; set; }

    /// <summary>The client ID of this service at the provider.</summary>
    [Required(ErrorMessage = $"{Section}:ClientId is missing. Expected: the client ID of this service at the identity provider.")]
    public string? ClientId { get; set; }

    /// <summary>A secret.</summary>
    [Required(ErrorMessage = $"{Section}:ClientSecret is missing. Expected: the client secret that belongs to the client ID.")]
    public string? ClientSecret { get; set; }

    /// <summary>The claim that becomes the client name. Every provider keeps <c>sub</c> unique; <c>email</c> is easier to read.</summary>
    [Required(ErrorMessage = $"{Section}:NameClaim is empty. Expected: a claim, such as sub or email.")]
    public string NameClaim { get; set; } = "sub";

    /// <summary>How long a request waits for the provider.</summary>
    public TimeSpan BackchannelTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
