using Microsoft.Extensions.Options;
using ServiceDefaults;
using TwilioTokens;

namespace TokenApi.Settings;

/// <summary>Binds and checks the section <c>Twilio</c>.</summary>
internal static class TwilioSettings
{
    public static void AddTwilioSettings(this IServiceCollection services)
    {
        services.AddOptions<TwilioOptions>().BindConfiguration(TwilioOptions.Section);
        services.AddSingleton<IValidateOptions<TwilioOptions>, TwilioOptionsValidator>();
        services.AddSingleton<IOptionsMonitor<TwilioOptions>, LastGoodTwilioOptions>();
    }

    /// <summary>What to tell the person who started this with settings that cannot work; null when they can.</summary>
    public static string? ExplainFaults(IServiceProvider services, string problem = "TokenApi cannot start with these settings:") => services.FaultsOf<TwilioOptions>() is { } faults
        ? $"""
            {problem}
              {string.Join("\n  ", faults)}

            To use your Twilio account, set each key, for example Twilio:AccountSid,
              as a user secret (Development):  dotnet user-secrets set "Twilio:AccountSid" "<value>" --project TokenApi
              or in the environment:           Twilio__AccountSid=<value>
            To use the local sandbox, which needs no account and no settings:
              dotnet run --project AppHost
            """
        : null;
}
