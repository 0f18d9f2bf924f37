using System.Text.RegularExpressions;

namespace TokenApi.Account;

/// <summary>Checks the Twilio options that depend on each other. Errors name keys and shapes, never values.</summary>
internal sealed partial class TwilioOptionsValidator : IValidateOptions<TwilioOptions>
{
    public ValidateOptionsResult Validate(string? name, TwilioOptions options)
    {
        string[] errors = [.. PublicUrlErrors(options), .. PhoneNumberErrors(options), .. ApiKeyErrors(options), .. options.IsSandbox ? RealAccountErrors(options) : SandboxAccountErrors(options)];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    // The service would check signatures for https://calls.example.com/voice/voice, and refuse every call.
    private static string[] PublicUrlErrors(TwilioOptions options) =>
        options.PublicUrl?.TrimEnd('/').EndsWith("/voice", StringComparison.OrdinalIgnoreCase) == true
            ? ["Twilio:PublicUrl ends in /voice. Expected: the part before /voice in the Voice URL, such as https://calls.example.com."]
            : [];

    private static IEnumerable<string> PhoneNumberErrors(TwilioOptions options)
    {
        foreach (var (i, prefix) in options.AllowedCountryPrefixes.Index())
        {
            if (prefix.Length > 0 && !CountryPrefix().IsMatch(prefix))
            {
                yield return $"Twilio:AllowedCountryPrefixes:{i} is malformed. Expected: + and the first digits of the numbers that may be called, such as +44.";
            }
        }

        if (options.AllowedCountryPrefixes.Any(prefix => prefix.Length > 0) && string.IsNullOrEmpty(options.CallerId))
        {
            yield return "Twilio:CallerId is missing. Twilio:AllowedCountryPrefixes allows calls to telephones, which must come from one of your numbers.";
        }
    }

    private static IEnumerable<string> ApiKeyErrors(TwilioOptions options)
    {
        if (string.IsNullOrEmpty(options.ApiKeySid) != string.IsNullOrEmpty(options.ApiKeySecret))
        {
            var missing = string.IsNullOrEmpty(options.ApiKeySid) ? nameof(options.ApiKeySid) : nameof(options.ApiKeySecret);
            yield return $"Twilio:{missing} is missing. Set both Twilio:ApiKeySid and Twilio:ApiKeySecret, or neither.";
        }
    }

    private static IEnumerable<string> RealAccountErrors(TwilioOptions options) =>
        from sid in Sids(options)
        where AnySid().IsMatch(sid.Value ?? "") && !SandboxValue().IsMatch(sid.Value!)
        select $"Twilio:{sid.Key} does not belong to the sandbox account, but Twilio:SandboxUrl is set. Expected: two letters, 20 zeros and 12 hexadecimal digits, or no Twilio:SandboxUrl.";

    // The sandbox account's secrets are public.
    private static IEnumerable<string> SandboxAccountErrors(TwilioOptions options) =>
        from setting in Sids(options).Concat(Secrets(options))
        where SandboxValue().IsMatch(setting.Value ?? "")
        select $"Twilio:{setting.Key} belongs to the sandbox account, but Twilio:SandboxUrl is not set. Expected: the value of your own account.";

    private static (string Key, string? Value)[] Sids(TwilioOptions options) =>
        [(nameof(options.AccountSid), options.AccountSid), (nameof(options.ApplicationSid), options.ApplicationSid), (nameof(options.ApiKeySid), options.ApiKeySid)];

    private static (string Key, string? Value)[] Secrets(TwilioOptions options) =>
        [(nameof(options.AuthToken), options.AuthToken), (nameof(options.SecondaryAuthToken), options.SecondaryAuthToken), (nameof(options.ApiKeySecret), options.ApiKeySecret)];

    [GeneratedRegex(@"\A[A-Z]{2}[0-9A-Fa-f]{32}\z")]
    private static partial Regex AnySid();

    // AC00000000000000000000000000facade, 000000000000000000000000badcafe0 or sandboxSecretNotARealOne00000000
    [GeneratedRegex(@"\A([A-Z]{2}0{20}[0-9A-Fa-f]{12}\z|0{20}|sandboxSecretNotARealOne)")]
    private static partial Regex SandboxValue();

    [GeneratedRegex(@"\A\+[1-9][0-9]{0,13}\z")]
    private static partial Regex CountryPrefix();
}
