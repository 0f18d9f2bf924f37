using ServiceDefaults;
using TokenApi.Http;
using TokenApi.Limits;
using TokenApi.Session;

namespace TokenApi.Settings;

/// <summary>Everything that is wrong with the settings, told before the start.</summary>
internal static class SettingsFaults
{
    /// <summary>What to tell the person who started this with settings that cannot work; null when they can.</summary>
    public static string? Explain(IServiceProvider services)
    {
        string?[] faults =
        [
            TwilioSettings.ExplainFaults(services),
            SignIn.ExplainFaults(services),
            TrustedProxies.ExplainFaults(services.GetRequiredService<IConfiguration>()),
            services.FaultsOf<RateLimitOptions>() is { } limits ? $"The section {RateLimitOptions.Section} is wrong:\n  {string.Join("\n  ", limits)}" : null,
        ];
        return faults.Any(fault => fault is not null) ? string.Join("\n\n", faults.Where(fault => fault is not null)) : null;
    }
}
