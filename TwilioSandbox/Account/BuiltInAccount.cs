namespace TwilioSandbox.Account;

/// <summary>The sandbox's account where none is configured, as on the command line. It has Twilio's shape and is obviously not real.</summary>
internal static class BuiltInAccount
{
    /// <summary>The configured account, or this one.</summary>
    public static SandboxOptions OrConfigured(IConfiguration configuration) =>
        configuration.GetSection(SandboxOptions.Section).Get<SandboxOptions>() is { AccountSid.Length: > 0 } configured ? configured : new()
        {
            AccountSid = "AC00000000000000000000000000facade",
            AuthToken = "000000000000000000000000badcafe0",
            ApplicationSid = "AP00000000000000000000000000facade",
            ApiKeySid = "SK00000000000000000000000000facade",
            ApiKeySecret = "sandboxSecretNotARealOne00000000",
        };
}
