namespace TokenApi.Account;

/// <summary>The Twilio account: configuration section <c>Twilio</c>.</summary>
internal static class TwilioAccountExtensions
{
    /// <summary>How to correct the configuration.</summary>
    public const string Remedy = """
        To use your Twilio account with AppHost, set its parameters, for example:
          dotnet user-secrets set "Parameters:twilio-account-sid" "<value>" --project AppHost
          (also twilio-auth-token, twilio-application-sid, twilio-api-key-sid and twilio-api-key-secret)
        To run TokenApi without AppHost, set each key, for example Twilio:AccountSid:
          dotnet user-secrets set "Twilio:AccountSid" "<value>" --project TokenApi   (Development)
          Twilio__AccountSid=<value>                                                 (environment variable)
        To use the local sandbox, which needs no account and no configuration:
          dotnet run --project AppHost
        """;

    public static void AddTwilioAccount(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<TwilioOptions>().BindConfiguration(TwilioOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<TwilioOptions>, TwilioOptionsValidator>();
        builder.Services.AddSingleton<IOptionsFactory<TwilioOptions>, LastGoodTwilioOptions>();
    }
}
