using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Twilio;

/// <summary>Which of the account's values are configured: user secrets, environment, command line.</summary>
internal sealed class TwilioParameters(IConfiguration configuration, string resourceName)
{
    private static readonly string[] Account = ["account-sid", "auth-token", "application-sid"];
    private static readonly string[] ApiKey = ["api-key-sid", "api-key-secret"];

    /// <summary>No value at all: nobody meant to use a real account.</summary>
    public bool AreAbsent => !Account.Concat(ApiKey).Any(IsSet);

    /// <summary>An API key is optional: capability tokens need none.</summary>
    public bool HaveApiKey => ApiKey.Any(IsSet);

    /// <summary>What is missing beside what is there, and how to set it; null when nothing is.</summary>
    public string? Problem
    {
        get
        {
            var missing = Account.Concat(HaveApiKey ? ApiKey : []).Where(setting => !IsSet(setting)).Select(setting => $"Parameters:{resourceName}-{setting}").ToList();
            return AreAbsent || missing.Count == 0 ? null
                : $"The Twilio account of resource '{resourceName}' is only half configured. Missing: {string.Join(", ", missing)}. "
                + $"Set what is missing (dotnet user-secrets --project AppHost set {missing[0]} <value>), or remove the rest to use the sandbox.";
        }
    }

    // A shell takes no hyphen in a variable's name: Parameters__twilio_account_sid means the same.
    private bool IsSet(string setting)
    {
        var key = $"Parameters:{resourceName}-{setting}";
        return !string.IsNullOrEmpty(configuration[key] ?? configuration[key.Replace('-', '_')]);
    }
}
