namespace Container.Tests.Docker;

/// <summary>The sandbox account in files, as Docker and Kubernetes mount secrets.</summary>
internal static class Secrets
{
    public const string AuthToken = "000000000000000000000000badcafe0";
    public const string ApiKeySecret = "sandboxSecretNotARealOne00000000";

    private static readonly Dictionary<string, string> s_files = new()
    {
        ["Twilio__AccountSid"] = "AC00000000000000000000000000facade",
        ["Twilio__AuthToken"] = AuthToken,
        ["Twilio__ApplicationSid"] = "AP00000000000000000000000000facade",
        ["Twilio__ApiKeySid"] = "SK00000000000000000000000000facade",
        ["Twilio__ApiKeySecret"] = ApiKeySecret,
    };

    /// <summary>A directory below the test program, where uid 1654 may read.</summary>
    public static string Directory { get; } = Write("sandbox-account");

    /// <summary>Another directory with one more setting.</summary>
    public static string With(string key, string value)
    {
        var directory = Write($"sandbox-account-and-{key}");
        File.WriteAllText(Path.Combine(directory, key), value);
        return directory;
    }

    private static string Write(string name)
    {
        var directory = System.IO.Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "secrets", name)).FullName;
        foreach (var (key, value) in s_files)
        {
            File.WriteAllText(Path.Combine(directory, key), value + "\n");
        }

        return directory;
    }
}
