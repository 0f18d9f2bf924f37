using ServiceDefaults;
using TokenApi.Http;
using TokenApi.Limits;
using TokenApi.Redis;
using TokenApi.Session;

namespace TokenApi.Settings;

/// <summary>Everything that is wrong with the settings, told before the start.</summary>
internal static class SettingsFaults
{
    /// <summary>What to tell the person who started this with settings that cannot work; null when they can.</summary>
    public static string? Explain(IServiceProvider services)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        string?[] faults =
        [
            SecretFiles.ExplainFaults(configuration),
            SharedState.ExplainFaults(configuration),
            TwilioSettings.ExplainFaults(services),
            SignIn.ExplainFaults(services),
            TrustedProxies.ExplainFaults(configuration),
            services.FaultsOf<RateLimitOptions>() is { } limits ? $"The section {RateLimitOptions.Section} is wrong:\n  {string.Join("\n  ", limits)}" : null,
        ];
        return faults.Any(fault => fault is not null) ? string.Join("\n\n", faults.Where(fault => fault is not null)) : null;
    }
}
