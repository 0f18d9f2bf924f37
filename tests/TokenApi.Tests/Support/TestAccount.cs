using TwilioTokens;

namespace TokenApi.Tests.Support;

/// <summary>The sandbox account, and one with the shape of a real account.</summary>
internal static class TestAccount
{
    public const string AuthToken = "000000000000000000000000badcafe0";
    public const string ApiKeySecret = "sandboxSecretNotARealOne00000000";
    public const string ApplicationSid = "AP00000000000000000000000000facade";

    public static TwilioOptions Sandbox() => new()
    {
        AccountSid = "AC00000000000000000000000000facade",
        AuthToken = AuthToken,
        ApplicationSid = ApplicationSid,
        ApiKeySid = "SK00000000000000000000000000facade",
        ApiKeySecret = ApiKeySecret,
        SandboxUrl = "http://localhost:5102",
    };

    public static TwilioOptions Real() => new()
    {
        AccountSid = "AC043dcf9844e13758bc3a36a84c297610",
        AuthToken = "62ea81de3a5b413254eb263595357c69",
        ApplicationSid = "AP89a0180a1a4ddf1da954efca349b7a20",
    };

    /// <summary>The options by configuration key, such as <c>Twilio:AccountSid</c>; also empty ones, to hide values of this machine.</summary>
    public static Dictionary<string, string> AsConfiguration(this TwilioOptions options) => typeof(TwilioOptions).GetProperties()
        .SelectMany(property => AsConfiguration($"{TwilioOptions.Section}:{property.Name}", property.GetValue(options)))
        .ToDictionary();

    private static IEnumerable<KeyValuePair<string, string>> AsConfiguration(string key, object? value) => value is IReadOnlyList<string> list
        ? list.Select((item, i) => KeyValuePair.Create($"{key}:{i}", item))
        : [new(key, value as string ?? "")];
}
