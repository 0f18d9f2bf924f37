namespace TokenApi.Session;

/// <summary>The identity provider where people sign in: configuration section <c>Authentication:OpenIdConnect</c>.</summary>
internal sealed class OpenIdConnectSettings
{
    public const string Section = "Authentication:OpenIdConnect";

    /// <summary>The provider's issuer address, under which it has <c>/.well-known/openid-configuration</c>.</summary>
    public string? Authority { get; set; }

    /// <summary>How the provider knows this service.</summary>
    public string? ClientId { get; set; }

    /// <summary>A secret.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>What to ask the provider for, separated by spaces.</summary>
    public string Scopes { get; set; } = "openid profile email";

    /// <summary>
    /// The claim that says who somebody is. <c>sub</c> is the only one that every provider keeps unique for ever; <c>email</c> is what people know.
    /// </summary>
    public string NameClaim { get; set; } = "sub";

    public bool IsConfigured => !string.IsNullOrEmpty(Authority) || !string.IsNullOrEmpty(ClientId) || !string.IsNullOrEmpty(ClientSecret);

    public static OpenIdConnectSettings From(IConfiguration configuration) => configuration.GetSection(Section).Get<OpenIdConnectSettings>() ?? new();

    public IEnumerable<string> Faults()
    {
        if (!IsConfigured)
        {
            return [];
        }

        return new[]
        {
            ProviderAddress.Fault($"{Section}:{nameof(Authority)}", Authority),
            string.IsNullOrEmpty(ClientId) ? $"{Section}:{nameof(ClientId)} is missing. Expected: the client ID that the provider has given this service." : null,
            string.IsNullOrEmpty(ClientSecret) ? $"{Section}:{nameof(ClientSecret)} is missing. Expected: the client secret that belongs to the client ID." : null,
            string.IsNullOrEmpty(NameClaim) ? $"{Section}:{nameof(NameClaim)} is empty. Expected: a claim, such as sub or email." : null,
            Scopes.Split(' ').Contains("openid") ? null : $"{Section}:{nameof(Scopes)} lacks openid. Expected: scopes separated by spaces, such as openid profile email.",
        }.OfType<string>();
    }
}
