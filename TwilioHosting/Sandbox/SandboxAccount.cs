namespace Aspire.Hosting.Twilio;

/// <summary>
/// The sandbox's account. Its values have Twilio's format but are obviously not real: 2 letters, 20 zeros, 12 hexadecimal digits.
/// With the sandbox, TokenApi accepts only these values. Without it, TokenApi refuses them.
/// </summary>
internal static class SandboxAccount
{
    private const string AccountSid = "AC00000000000000000000000000facade";
    private const string AuthToken = "000000000000000000000000badcafe0";
    private const string ApplicationSid = "AP00000000000000000000000000facade";
    private const string ApiKeySid = "SK00000000000000000000000000facade";
    private const string ApiKeySecret = "sandboxSecretNotARealOne00000000";

    /// <summary>The account as configuration values for the resource's parameters.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> ValuesOf(TwilioResource twilio) =>
        from value in twilio.Account.Zip((string[])[AccountSid, AuthToken, ApplicationSid, ApiKeySid, ApiKeySecret])
        select KeyValuePair.Create($"Parameters:{value.First.Name}", (string?)value.Second);
}
