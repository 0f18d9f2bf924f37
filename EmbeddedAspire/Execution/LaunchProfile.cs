using System.Text.Json;

namespace Aspire.Hosting.Execution;

/// <summary>One profile of Properties/launchSettings.json.</summary>
internal sealed record LaunchProfile(string Name, IReadOnlyList<Uri> ApplicationUrls, IReadOnlyDictionary<string, string> EnvironmentVariables)
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The profile called <paramref name="name"/>, else the first that starts the project itself; null when there is none.</summary>
    public static LaunchProfile? Find(string projectDirectory, string? name)
    {
        var path = Path.Combine(projectDirectory, "Properties", "launchSettings.json");
        if (!File.Exists(path))
        {
            return null;
        }

        // { "profiles": { "http": { "commandName": "Project", "applicationUrl": "http://localhost:5101", "environmentVariables": { "A": "b" } } } }
        using var settings = JsonDocument.Parse(File.ReadAllText(path), Lenient);
        var profiles = settings.RootElement.GetProperty("profiles").EnumerateObject()
            .Where(p => Text(p.Value, "commandName") == "Project")
            .ToList();
        var chosen = profiles.FindIndex(p => p.Name == name);
        return profiles.Count == 0 ? null : Read(profiles[Math.Max(chosen, 0)]);
    }

    private static LaunchProfile Read(JsonProperty profile) => new(
        profile.Name,
        [.. (Text(profile.Value, "applicationUrl") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(url => new Uri(url))],
        profile.Value.TryGetProperty("environmentVariables", out var variables)
            ? variables.EnumerateObject().ToDictionary(v => v.Name, v => v.Value.GetString() ?? "")
            : []);

    private static string? Text(JsonElement profile, string property) =>
        profile.TryGetProperty(property, out var value) ? value.GetString() : null;
}
