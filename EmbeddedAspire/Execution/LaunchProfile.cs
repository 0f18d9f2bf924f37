namespace Aspire.Hosting.Execution;

/// <summary>One profile of Properties/launchSettings.json.</summary>
internal sealed record LaunchProfile(string Name, IReadOnlyList<Uri> ApplicationUrls, IReadOnlyDictionary<string, string?> EnvironmentVariables)
{
    /// <summary>The profile called <paramref name="name"/>, else the first that starts the project itself; null when there is none.</summary>
    public static LaunchProfile? Find(string projectDirectory, string? name)
    {
        // { "profiles": { "http": { "commandName": "Project", "applicationUrl": "http://localhost:5101", "environmentVariables": { "A": "b" } } } }
        var settings = new ConfigurationBuilder().AddJsonFile(Path.Combine(projectDirectory, "Properties", "launchSettings.json"), optional: true).Build();
        var profiles = settings.GetSection("profiles").GetChildren().Where(profile => profile["commandName"] == "Project").ToList();
        return (profiles.Find(profile => profile.Key == name) ?? profiles.FirstOrDefault()) is not { } chosen ? null : new(
            chosen.Key,
            [.. (chosen["applicationUrl"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Address)],
            chosen.GetSection("environmentVariables").GetChildren().ToDictionary(variable => variable.Key, variable => variable.Value));
    }

    // http://*:5101 and http://+:5101, every interface, are no URLs. What AppHost starts listens on loopback.
    private static Uri Address(string url) => new(url.Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal));
}
