using System.Buffers;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Twilio;

/// <summary>The account's values as parameters, with links to Twilio's Console. Finds missing and malformed values.</summary>
internal sealed class TwilioParameters(IDistributedApplicationBuilder builder, string resourceName)
{
    private const string Console = "https://console.twilio.com";
    private const string ApiKeys = $"{Console}/us1/account/keys-credentials/api-keys";

    private static readonly Setting s_accountSid = new("account-sid", "Account SID", Prefix: "AC", Description: $"`AC…`. [Account dashboard]({Console}), *Account Info*.");
    private static readonly Setting s_authToken = new("auth-token", "Auth token", Description: $"Signs capability tokens and webhooks. [Account dashboard]({Console}), *Account Info*.", Secret: true);
    private static readonly Setting s_applicationSid = new("application-sid", "TwiML application SID", Prefix: "AP", Description: $"`AP…`. [TwiML apps]({Console}/us1/develop/voice/manage/twiml-apps).");
    private static readonly Setting s_apiKeySid = new("api-key-sid", "API key SID", Prefix: "SK", Description: $"`SK…`. Needed for access tokens. [API keys]({ApiKeys}).");
    private static readonly Setting s_apiKeySecret = new("api-key-secret", "API key secret", Description: $"Signs access tokens. Twilio shows it once, when you create the [API key]({ApiKeys}).", Secret: true);
    private static readonly Setting s_callerId = new("caller-id", "Caller ID", Description: $"`+15551234567`. Optional: the number that calls to telephones come from. [Phone numbers]({Console}/us1/develop/phone-numbers/manage/incoming).");

    private static readonly SearchValues<char> s_hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");

    private static readonly Setting[] s_account = [s_accountSid, s_authToken, s_applicationSid];
    private static readonly Setting[] s_apiKey = [s_apiKeySid, s_apiKeySecret];

    /// <summary>Whether no value is configured, so that the sandbox can replace Twilio.</summary>
    public bool AreAbsent => !s_account.Concat(s_apiKey).Any(IsSet);

    private bool HaveApiKey => s_apiKey.Any(IsSet);

    /// <summary>The missing or malformed values, and how to set them. Null if the account is complete or absent.</summary>
    public string? Problem
    {
        get
        {
            var missing = s_account.Concat(HaveApiKey ? s_apiKey : []).Where(setting => !IsSet(setting)).Select(KeyOf).ToList();
            var malformed = s_account.Concat(s_apiKey).Where(IsMalformed).Select(setting => $"{KeyOf(setting)} must be {setting.Prefix} and 32 hexadecimal digits").ToList();
            return AreAbsent ? null
                : missing.Count == 0 ? malformed.Count == 0 ? null
                : $"The Twilio account of resource '{resourceName}' is malformed: {string.Join(", ", malformed)}. Copy the values from Twilio's Console ({Console})."
                : $"The Twilio account of resource '{resourceName}' is only half configured. Missing: {string.Join(", ", missing)}. "
                + $"Set the missing values (dotnet user-secrets --project AppHost set {missing[0]} <value>), or remove the others to use the sandbox.";
        }
    }

    public TwilioResource CreateResource()
    {
        var twilio = new TwilioResource(resourceName, Add(s_accountSid), Add(s_authToken), Add(s_applicationSid));
        // The API key is optional: only access tokens need it.
        if (builder.ExecutionContext.IsPublishMode || AreAbsent || HaveApiKey)
        {
            (twilio.ApiKeySid, twilio.ApiKeySecret) = (Add(s_apiKeySid), Add(s_apiKeySecret));
        }

        twilio.CallerId = IsSet(s_callerId) ? Add(s_callerId) : null;
        return twilio;
    }

    private ParameterResource Add(Setting setting) => builder.AddParameter($"{resourceName}-{setting.Name}", setting.Secret)
        .WithDescription(setting.Description, enableMarkdown: true)
        .WithIconName(setting.Secret ? "Key" : "Fingerprint")
        .WithCustomInput(parameter => new()
        {
            Name = parameter.Name,
            Label = setting.Label,
            Description = setting.Description,
            EnableDescriptionMarkdown = true,
            InputType = setting.Secret ? InputType.SecretText : InputType.Text,
        })
        .Resource;

    private string KeyOf(Setting setting) => $"Parameters:{resourceName}-{setting.Name}";

    private bool IsMalformed(Setting setting) =>
        IsSet(setting) && setting.Prefix is { } prefix
        && !(ValueOf(setting) is { Length: 34 } sid && sid.StartsWith(prefix, StringComparison.Ordinal) && sid.AsSpan(2).IndexOfAnyExcept(s_hexadecimal) < 0);

    // Shells do not allow hyphens in variable names, so Parameters__twilio_account_sid works too.
    private string? ValueOf(Setting setting) => builder.Configuration[KeyOf(setting)] ?? builder.Configuration[KeyOf(setting).Replace('-', '_')];

    private bool IsSet(Setting setting) => !string.IsNullOrEmpty(ValueOf(setting));

    private sealed record Setting(string Name, string Label, string Description, bool Secret = false, string? Prefix = null);
}
