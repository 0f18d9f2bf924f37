namespace TokenApi.Settings;

/// <summary>
/// Settings in files of one directory, as Docker and Kubernetes mount secrets: <c>/run/secrets/Twilio__AuthToken</c> holds <c>Twilio:AuthToken</c>. The
/// environment of a running process cannot be changed, and everybody who may inspect the container sees it; of the files neither is true.
/// </summary>
internal static class SecretFiles
{
    public const string Key = "SecretsDirectory";

    /// <summary>Reads them when <c>SecretsDirectory</c> says where they are, and again when they change: so a key is rotated without a restart.</summary>
    public static void AddSecretFiles(this ConfigurationManager configuration)
    {
        // One that is missing is told with the other faults, without a stack trace.
        if (configuration[Key] is { Length: > 0 } directory && Directory.Exists(directory))
        {
            configuration.AddKeyPerFile(Path.GetFullPath(directory), optional: false, reloadOnChange: true);
        }
    }

    /// <summary>In words; null when there is none.</summary>
    public static string? ExplainFaults(IConfiguration configuration) => configuration[Key] is { Length: > 0 } directory && !Directory.Exists(directory)
        ? $"{Key} names no directory: {directory}\n  Expected: where the secrets are mounted, one file for each key, such as {Path.Combine(directory, "Twilio__AuthToken")}."
        : null;
}
