using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Twilio;

/// <summary>The account as environment variables.</summary>
internal static class TwilioEnvironment
{
    /// <summary>The configuration section of .NET applications.</summary>
    public const string Section = "Twilio";

    /// <summary>The sandbox's configuration section.</summary>
    public const string SandboxSection = "Sandbox";

    /// <summary>Passes the account as a configuration section, such as <c>Twilio__AccountSid</c>.</summary>
    public static void SetSection(this EnvironmentCallbackContext context, string section, TwilioResource twilio)
    {
        context.Set($"{section}__AccountSid", twilio.AccountSid);
        context.Set($"{section}__AuthToken", twilio.AuthToken);
        context.Set($"{section}__ApplicationSid", twilio.ApplicationSid);
        context.Set($"{section}__ApiKeySid", twilio.ApiKeySid);
        context.Set($"{section}__ApiKeySecret", twilio.ApiKeySecret);
    }

    /// <summary>Passes the account in the names that Twilio's quickstarts use.</summary>
    public static void SetQuickstartNames(this EnvironmentCallbackContext context, TwilioResource twilio)
    {
        context.Set("TWILIO_ACCOUNT_SID", twilio.AccountSid);
        context.Set("TWILIO_AUTH_TOKEN", twilio.AuthToken);
        context.Set("TWILIO_API_KEY", twilio.ApiKeySid);
        context.Set("TWILIO_API_SECRET", twilio.ApiKeySecret);
        context.Set("TWILIO_TWIML_APP_SID", twilio.ApplicationSid);
    }

    /// <summary>Sets a variable, unless its value is null.</summary>
    public static void Set(this EnvironmentCallbackContext context, string variable, object? value)
    {
        if (value is not null)
        {
            context.EnvironmentVariables[variable] = value;
        }
    }
}
