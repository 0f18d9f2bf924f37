using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using TwilioSandbox.Access;

namespace TwilioSandbox;

/// <summary>Finds every configuration error. Each names the key and the expected shape, never the value.</summary>
internal sealed class SandboxOptionsValidator(IConfiguration configuration) : IValidateOptions<SandboxOptions>
{
    public ValidateOptionsResult Validate(string? name, SandboxOptions options)
    {
        List<ValidationResult> results = [];
        Validator.TryValidateObject(options, new(options), results, validateAllProperties: true);
        List<string> errors =
        [
            .. results.Select(result => result.ErrorMessage!),
            .. CombinationErrors(options),
            .. UrlErrors(options),
            .. ListenAddresses.Errors(configuration, options.ListenBeyondLoopback),
        ];
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> CombinationErrors(SandboxOptions options)
    {
        if (options.ApiKeySid.Length > 0 != options.ApiKeySecret.Length > 0)
        {
            yield return "Sandbox:ApiKeySid and Sandbox:ApiKeySecret belong together. Set both or neither.";
        }

        if (options.SilenceLimit <= options.HeartbeatInterval)
        {
            yield return "Sandbox:SilenceLimit must be longer than Sandbox:HeartbeatInterval. Otherwise every device is disconnected.";
        }
    }

    private static IEnumerable<string> UrlErrors(SandboxOptions options)
    {
        const string Voice = "http://localhost:5101/voice";
        (string Name, Uri? Url, string Example)[] urls =
        [
            (nameof(options.VoiceUrl), options.VoiceUrl, Voice),
            (nameof(options.VoiceFallbackUrl), options.VoiceFallbackUrl, Voice),
            (nameof(options.StatusCallbackUrl), options.StatusCallbackUrl, Voice),
            (nameof(options.PageUrl), options.PageUrl, "http://localhost:5100"),
            (nameof(options.DashboardUrl), options.DashboardUrl, "http://localhost:15100"),
        ];
        foreach (var (name, url, example) in urls)
        {
            if (url is not (null or { IsAbsoluteUri: true, Scheme: "http" or "https" }))
            {
                yield return $"Sandbox:{name} must be an absolute http or https URL, such as {example}.";
            }
        }

        if (!options.AllowedOrigins.All(IsOrigin))
        {
            yield return "Sandbox:AllowedOrigins must contain only origins (scheme, host and port), such as http://sandbox:8080.";
        }
    }

    private static bool IsOrigin(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
        && text.TrimEnd('/') == url.GetLeftPart(UriPartial.Authority);
}
