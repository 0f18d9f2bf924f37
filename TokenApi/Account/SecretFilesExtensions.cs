namespace TokenApi.Account;

/// <summary>
/// Reads secrets from files, as Docker and Kubernetes mount them: <c>/run/secrets/Twilio__AuthToken</c> holds <c>Twilio:AuthToken</c>.
/// A changed file takes effect without a restart.
/// </summary>
internal static class SecretFilesExtensions
{
    public static void AddSecretFiles(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<SecretFilesOptions>().BindConfiguration("")
            .Validate(
                options => string.IsNullOrEmpty(options.SecretsDirectory) || Directory.Exists(options.SecretsDirectory),
                "SecretsDirectory is not a directory. Expected: the directory where the secrets are mounted, with one file for each key, such as Twilio__AuthToken.")
            .ValidateOnStart();
        if (Directory.Exists(builder.Configuration[nameof(SecretFilesOptions.SecretsDirectory)]))
        {
            builder.Configuration.AddKeyPerFile(Path.GetFullPath(builder.Configuration[nameof(SecretFilesOptions.SecretsDirectory)]!), optional: false, reloadOnChange: true);
        }
    }
}

/// <summary>Where the secret files are.</summary>
internal sealed class SecretFilesOptions
{
    /// <summary>A directory with one file for each key; null when no secrets are in files.</summary>
    public string? SecretsDirectory { get; set; }
}
