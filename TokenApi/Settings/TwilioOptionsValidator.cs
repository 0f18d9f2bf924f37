using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using TokenApi.Tokens;

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
        ShapeFaults(options).Concat(ApiKeyFaults(options)).Concat(SandboxFaults(options));

    private static IEnumerable<string> ShapeFaults(TwilioOptions options)
    {
        (string Key, string? Value, bool Required, Regex Shape, string Expected)[] settings =
        [
            (nameof(options.AccountSid), options.AccountSid, true, AccountSid(), "AC and 32 hexadecimal digits"),
            (nameof(options.AuthToken), options.AuthToken, true, SecretText(), Secret),
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

        if (!string.IsNullOrEmpty(options.SandboxUrl) && !IsHttpUrl(options.SandboxUrl))
        {
            yield return "Twilio:SandboxUrl is malformed. Expected: an http or https address, such as http://localhost:5102.";
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
    }

    private static bool IsHttpUrl(string value) => Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https";

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

    [GeneratedRegex(@"\A[a-z]{2}[0-9]\z")]
    private static partial Regex Region();

    [GeneratedRegex(@"\A\+[1-9][0-9]{1,14}\z")]
    private static partial Regex PhoneNumber();
}
