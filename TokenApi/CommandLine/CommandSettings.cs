using Microsoft.Extensions.Options;
using TokenApi.Settings;
using TwilioTokens;

namespace TokenApi.CommandLine;

/// <summary>What the commands need of the program: its Twilio settings, read only when asked for, and its clock.</summary>
internal sealed class CommandSettings(IServiceProvider services, TimeProvider time) : IDisposable
{
    public TimeProvider Time => time;

    /// <summary>The same configuration as the service's: appsettings.json, user secrets in Development, the environment, secret files.</summary>
    public static CommandSettings Load()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddSecretFiles();
        builder.Services.AddTwilioSettings();
        return new(builder.Services.BuildServiceProvider(), TimeProvider.System);
    }

    /// <summary>Whether anything is configured of an account, however wrong.</summary>
    public bool HaveTwilio => services.GetRequiredService<IConfiguration>().GetSection(TwilioOptions.Section).GetChildren().Any(setting => !string.IsNullOrEmpty(setting.Value));

    /// <summary>The account; null, with what is wrong with the settings in <paramref name="faults"/>, when there is none to work with.</summary>
    public TwilioOptions? Twilio(out string? faults)
    {
        faults = TwilioSettings.ExplainFaults(services, "This needs a Twilio account, and cannot work with these settings:");
        return faults is null ? services.GetRequiredService<IOptionsMonitor<TwilioOptions>>().CurrentValue : null;
    }

    public void Dispose() => (services as IDisposable)?.Dispose();
}
