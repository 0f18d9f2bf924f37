using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace TwilioSandbox;

/// <summary>Finds every fault of the settings. Says which key and what it should be, never what it is.</summary>
internal sealed partial class SandboxOptionsValidator : IValidateOptions<SandboxOptions>
{
    // Every time, and from what to what it makes sense.
    private static readonly (string Name, Func<SandboxOptions, TimeSpan> Value, TimeSpan Least, TimeSpan Most)[] s_times =
    [
        (nameof(SandboxOptions.VoiceTimeout), options => options.VoiceTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1)),
        // 600 s is the most that <Dial timeout> takes (documented).
        (nameof(SandboxOptions.RingTimeout), options => options.RingTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(600)),
        // The SDK drops a socket after 15 s of silence.
        (nameof(SandboxOptions.HeartbeatInterval), options => options.HeartbeatInterval, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(14)),
        (nameof(SandboxOptions.SilenceLimit), options => options.SilenceLimit, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)),
        (nameof(SandboxOptions.ReconnectGrace), options => options.ReconnectGrace, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)),
    ];

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
            yield return "Sandbox:AuthToken is missing. Expected: the secret that capability tokens and webhooks are signed with.";
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

        foreach (var (name, value, least, most) in s_times)
        {
            if (value(options) < least || value(options) > most)
            {
                yield return $"Sandbox:{name} must be a time from {least:g} to {most:g}, written hours:minutes:seconds.";
            }
        }

        if (options.SilenceLimit <= options.HeartbeatInterval)
        {
            yield return "Sandbox:SilenceLimit must be longer than Sandbox:HeartbeatInterval, else every device is cut off.";
        }

        if (options.AllowedOrigins.Any(origin => !IsOrigin(origin)))
        {
            yield return "Sandbox:AllowedOrigins must each be an origin, scheme, host and port alone, such as http://sandbox:8080.";
        }
    }

    private static bool IsWebAddress(Uri? url) => url is { IsAbsoluteUri: true, Scheme: "http" or "https" };

    private static bool IsOrigin(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
        && text.TrimEnd('/') == url.GetLeftPart(UriPartial.Authority);

    [GeneratedRegex(@"\AAC0{20}[0-9A-Fa-f]{12}\z")]
    private static partial Regex AccountSid();

    [GeneratedRegex(@"\ASK0{20}[0-9A-Fa-f]{12}\z")]
    private static partial Regex ApiKeySid();

    [GeneratedRegex(@"\AAP0{20}[0-9A-Fa-f]{12}\z")]
    private static partial Regex ApplicationSid();
}
