namespace TokenApi.Session;

/// <summary>Whose access tokens machines may call with instead of a session: configuration section <c>Authentication:Bearer</c>.</summary>
internal sealed class BearerSettings
{
    public const string Section = "Authentication:Bearer";

    /// <summary>The issuer's address, under which it has <c>/.well-known/openid-configuration</c>.</summary>
    public string? Authority { get; set; }

    /// <summary>What the issuer calls this service. Tokens for other services are refused.</summary>
    public string? Audience { get; set; }

    /// <summary>The claim that says who is calling.</summary>
    public string NameClaim { get; set; } = "sub";

    public bool IsConfigured => !string.IsNullOrEmpty(Authority) || !string.IsNullOrEmpty(Audience);

    public static BearerSettings From(IConfiguration configuration) => configuration.GetSection(Section).Get<BearerSettings>() ?? new();

    public IEnumerable<string> Faults()
    {
        if (!IsConfigured)
        {
            return [];
        }

        return new[]
        {
            ProviderAddress.Fault($"{Section}:{nameof(Authority)}", Authority),
            string.IsNullOrEmpty(Audience) ? $"{Section}:{nameof(Audience)} is missing. Expected: what the issuer puts into the aud of tokens for this service." : null,
            string.IsNullOrEmpty(NameClaim) ? $"{Section}:{nameof(NameClaim)} is empty. Expected: a claim, such as sub." : null,
        }.OfType<string>();
    }
}
