namespace TokenApi.Session;

/// <summary>
/// Signing in by saying a name, without proof. Good for a demo on one machine, so it exists in Development and with the sandbox account only,
/// and there only as long as no identity provider is configured.
/// </summary>
internal sealed class DemoSignIn(IHostEnvironment environment, IConfiguration configuration, OpenIdConnectSettings provider)
{
    /// <summary>Is this a place where nothing can be lost?</summary>
    public bool IsAllowed { get; } = environment.IsDevelopment() || !string.IsNullOrEmpty(configuration["Twilio:SandboxUrl"]);

    public bool IsEnabled => IsAllowed && !provider.IsConfigured;
}
