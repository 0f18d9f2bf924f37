using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace TwilioSandbox;

/// <summary>Finds every fault of the settings. Says which key and what it should be, never what it is.</summary>
internal sealed partial class SandboxOptionsValidator : IValidateOptions<SandboxOptions>
{
    public ValidateOptionsResult Validate(string? name, SandboxOptions options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(SandboxOptions options)
    {
        if (!AccountSid().IsMatch(options.AccountSid))
        {
            yield return "Sandbox:AccountSid must be a sandbox SID: AC, 20 zeros and 12 hexadecimal digits. A real one belongs to Twilio.";
        }

        if (string.IsNullOrEmpty(options.AuthToken))
        {
            yield return "Sandbox:AuthToken is missing.";
        }

        if (!ApplicationSid().IsMatch(options.ApplicationSid))
        {
            yield return "Sandbox:ApplicationSid must be a sandbox SID: AP, 20 zeros and 12 hexadecimal digits.";
        }

        if (options.ApiKeySid.Length > 0 && !ApiKeySid().IsMatch(options.ApiKeySid))
        {
            yield return "Sandbox:ApiKeySid must be a sandbox SID: SK, 20 zeros and 12 hexadecimal digits. A real key belongs to Twilio.";
        }

        if (options.ApiKeySid.Length > 0 != options.ApiKeySecret.Length > 0)
        {
            yield return "Sandbox:ApiKeySid and Sandbox:ApiKeySecret belong together: set both or neither.";
        }

        if (options.ClockSkew < TimeSpan.Zero || options.ClockSkew > TimeSpan.FromMinutes(5))
        {
            yield return "Sandbox:ClockSkew must be a time from 00:00:00 to 00:05:00. A larger difference is a clock to be set.";
        }

        if (!IsWebAddress(options.VoiceUrl))
        {
            yield return "Sandbox:VoiceUrl must be the absolute address of TokenApi's /voice, such as http://localhost:5101/voice.";
        }

        if (options.VoiceMethod is not ("POST" or "GET"))
        {
            yield return "Sandbox:VoiceMethod must be POST or GET.";
        }

        if (options.VoiceFallbackUrl is { } fallback && !IsWebAddress(fallback))
        {
            yield return "Sandbox:VoiceFallbackUrl must be an absolute http or https address, or not set.";
        }

        if (options.StatusCallbackUrl is { } callback && !IsWebAddress(callback))
        {
            yield return "Sandbox:StatusCallbackUrl must be an absolute http or https address, or not set.";
        }
    }

    private static bool IsWebAddress(Uri? url) => url is { IsAbsoluteUri: true, Scheme: "http" or "https" };

    [GeneratedRegex(@"\AAC0{20}[0-9a-f]{12}\z")]
    private static partial Regex AccountSid();

    [GeneratedRegex(@"\ASK0{20}[0-9a-f]{12}\z")]
    private static partial Regex ApiKeySid();

    [GeneratedRegex(@"\AAP0{20}[0-9a-f]{12}\z")]
    private static partial Regex ApplicationSid();
}
