namespace TwilioSandbox.Account;

/// <summary>The account of the command line and of AppHost, with obviously fake values in Twilio's shape.</summary>
internal static class BuiltInAccount
{
    public const string AccountSid = "AC00000000000000000000000000facade";
    public const string AuthToken = "000000000000000000000000badcafe0";
    public const string ApplicationSid = "AP00000000000000000000000000facade";
    public const string ApiKeySid = "SK00000000000000000000000000facade";
    public const string ApiKeySecret = "sandboxSecretNotARealOne00000000";

    /// <summary>The configured account, or this one if none is configured.</summary>
    public static SandboxOptions OrConfigured(IConfiguration configuration) =>
        configuration.GetSection(SandboxOptions.Section).Get<SandboxOptions>() is { AccountSid.Length: > 0 } configured ? configured : Create();

    public static SandboxOptions Create() => new()
    {
        AccountSid = AccountSid,
        AuthToken = AuthToken,
        ApplicationSid = ApplicationSid,
        ApiKeySid = ApiKeySid,
        ApiKeySecret = ApiKeySecret,
    };
}
