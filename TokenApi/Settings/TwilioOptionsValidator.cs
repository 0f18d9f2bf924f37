using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using TwilioTokens;

namespace TokenApi.Settings;

/// <summary>Finds every fault of the Twilio settings. Says which key and what shape it should have, never what it holds.</summary>
internal sealed partial class TwilioOptionsValidator : IValidateOptions<TwilioOptions>
{
    private const string Secret = "32 letters and digits";

    public ValidateOptionsResult Validate(string? name, TwilioOptions options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(TwilioOptions options) =>
        ShapeFaults(options).Concat(PrefixFaults(options)).Concat(ApiKeyFaults(options)).Concat(SandboxFaults(options));

    private static IEnumerable<string> ShapeFaults(TwilioOptions options)
    {
        (string Key, string? Value, bool Required, Regex Shape, string Expected)[] settings =
        [
            (nameof(options.AccountSid), options.AccountSid, true, AccountSid(), "AC and 32 hexadecimal digits"),
            (nameof(options.AuthToken), options.AuthToken, true, SecretText(), Secret),
            (nameof(options.SecondaryAuthToken), options.SecondaryAuthToken, false, SecretText(), Secret),
            (nameof(options.ApplicationSid), options.ApplicationSid, true, ApplicationSid(), "AP and 32 hexadecimal digits"),
            (nameof(options.ApiKeySid), options.ApiKeySid, false, ApiKeySid(), "SK and 32 hexadecimal digits"),
            (nameof(options.ApiKeySecret), options.ApiKeySecret, false, SecretText(), Secret),
            (nameof(options.Region), options.Region, false, Region(), "a region such as ie1"),
            (nameof(options.CallerId), options.CallerId, false, PhoneNumber(), "a number in E.164 form, such as +15551234567"),
        ];
        foreach (var (key, value, required, shape, expected) in settings)
        {
            if (string.IsNullOrEmpty(value))
            {
                if (required)
                {
                    yield return $"Twilio:{key} is missing. Expected: {expected}.";
                }
            }
            else if (!shape.IsMatch(value))
            {
                yield return $"Twilio:{key} is malformed. Expected: {expected}.";
            }
        }

        if (!string.IsNullOrEmpty(options.SandboxUrl) && !(Uri.TryCreate(options.SandboxUrl, UriKind.Absolute, out var sandbox) && sandbox.Scheme == "http"))
        {
            yield return "Twilio:SandboxUrl is malformed. Expected: an http address, such as http://localhost:5102: the page reaches the sandbox without TLS.";
        }

        if (!string.IsNullOrEmpty(options.PublicUrl) && !PublicUrl().IsMatch(options.PublicUrl))
        {
            yield return "Twilio:PublicUrl is malformed. Expected: what stands before /voice in the Voice URL, such as https://calls.example.com.";
        }
    }

    private static IEnumerable<string> PrefixFaults(TwilioOptions options)
    {
        for (var i = 0; i < options.AllowedCountryPrefixes.Count; i++)
        {
            if (options.AllowedCountryPrefixes[i] is { Length: > 0 } prefix && !Prefix().IsMatch(prefix))
            {
                yield return $"Twilio:AllowedCountryPrefixes:{i} is malformed. Expected: + and the first digits of the numbers that may be called, such as +44.";
            }
        }

        if (options.AllowedCountryPrefixes.Any(prefix => prefix.Length > 0) && string.IsNullOrEmpty(options.CallerId))
        {
            yield return "Twilio:CallerId is missing. Twilio:AllowedCountryPrefixes lets numbers be called, and the call must come from one of yours.";
        }
    }

    private static IEnumerable<string> ApiKeyFaults(TwilioOptions options)
    {
        if (string.IsNullOrEmpty(options.ApiKeySid) != string.IsNullOrEmpty(options.ApiKeySecret))
        {
            var missing = string.IsNullOrEmpty(options.ApiKeySid) ? nameof(options.ApiKeySid) : nameof(options.ApiKeySecret);
            yield return $"Twilio:{missing} is missing. Twilio:ApiKeySid and Twilio:ApiKeySecret belong together: set both or neither.";
        }
    }

    // Two worlds that must not mix: everybody knows the sandbox account's secrets, and a real account's have no business in the sandbox.
    private static IEnumerable<string> SandboxFaults(TwilioOptions options)
    {
        var sandbox = !string.IsNullOrEmpty(options.SandboxUrl);
        (string Key, string? Value)[] sids =
            [(nameof(options.AccountSid), options.AccountSid), (nameof(options.ApplicationSid), options.ApplicationSid), (nameof(options.ApiKeySid), options.ApiKeySid)];
        foreach (var (key, value) in sids)
        {
            if (value is null || !AnySid().IsMatch(value) || SandboxSid().IsMatch(value) == sandbox)
            {
                continue;
            }

            yield return sandbox
                ? $"Twilio:{key} is not of the sandbox account, but Twilio:SandboxUrl is set. Expected: two letters, 20 zeros and 12 hexadecimal digits; or no Twilio:SandboxUrl."
                : $"Twilio:{key} is of the sandbox account, but Twilio:SandboxUrl is not set. Expected: a SID of your own account.";
        }

        (string Key, string? Value)[] secrets =
            [(nameof(options.AuthToken), options.AuthToken), (nameof(options.SecondaryAuthToken), options.SecondaryAuthToken), (nameof(options.ApiKeySecret), options.ApiKeySecret)];
        foreach (var (key, value) in sandbox ? [] : secrets)
        {
            if (value is not null && SandboxSecret().IsMatch(value))
            {
                yield return $"Twilio:{key} is the sandbox account's, which everybody knows, but Twilio:SandboxUrl is not set. Expected: a secret of your own account.";
            }
        }
    }

    [GeneratedRegex(@"\AAC[0-9A-Fa-f]{32}\z")]
    private static partial Regex AccountSid();

    [GeneratedRegex(@"\AAP[0-9A-Fa-f]{32}\z")]
    private static partial Regex ApplicationSid();

    [GeneratedRegex(@"\ASK[0-9A-Fa-f]{32}\z")]
    private static partial Regex ApiKeySid();

    [GeneratedRegex(@"\A[A-Z]{2}[0-9A-Fa-f]{32}\z")]
    private static partial Regex AnySid();

    [GeneratedRegex(@"\A[A-Z]{2}0{20}[0-9A-Fa-f]{12}\z")]
    private static partial Regex SandboxSid();

    [GeneratedRegex(@"\A[A-Za-z0-9]{32}\z")]
    private static partial Regex SecretText();

    [GeneratedRegex(@"\A(0{20}|sandboxSecretNotARealOne)")]
    private static partial Regex SandboxSecret();

    [GeneratedRegex(@"\A[a-z]{2}[0-9]\z")]
    private static partial Regex Region();

    [GeneratedRegex(@"\A\+[1-9][0-9]{1,14}\z")]
    private static partial Regex PhoneNumber();

    [GeneratedRegex(@"\A\+[1-9][0-9]{0,13}\z")]
    private static partial Regex Prefix();

    // Nothing is normalized: host, port and path prefix stand in the signature as they stand here. No user name, query or fragment.
    [GeneratedRegex(@"\Ahttps?://(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(:[0-9]{1,5})?(/[^\s?#]*)?\z")]
    private static partial Regex PublicUrl();
}
