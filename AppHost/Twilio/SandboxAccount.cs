namespace Aspire.Hosting.Twilio;

/// <summary>
/// The account that the sandbox knows. Its values have Twilio's shape and are obviously not real: 2 letters, 20 zeros, 12 digits.
/// TokenApi refuses them without a sandbox, and others with one.
/// </summary>
internal static class SandboxAccount
{
    public const string AccountSid = "AC00000000000000000000000000facade";
    public const string AuthToken = "000000000000000000000000badcafe0";
    public const string ApplicationSid = "AP00000000000000000000000000facade";
    public const string ApiKeySid = "SK00000000000000000000000000facade";
    public const string ApiKeySecret = "sandboxSecretNotARealOne00000000";
}
