using System.Diagnostics;
using System.Text.Json;
using Aspire.Hosting.Execution;

namespace Aspire.Hosting.JavaScript;

/// <summary>Node.js in the version that package.json asks for: <c>"engines": { "node": "&gt;=20.19" }</c>.</summary>
internal static class NodeRequirement
{
    public static async Task CheckAsync(string resourceName, string directory, CancellationToken cancellationToken)
    {
        var needed = Needed(directory);
        var needs = $"Resource '{resourceName}' needs Node.js{(needed is null ? "" : $" {needed} or newer")}";
        var remedy = $"Install {(needed is null ? "it" : $"Node.js {needed} or newer")} (https://nodejs.org, or your package manager) and start again.";
        if (ProgramPath.Find("node") is not { } node || ProgramPath.Find("npm") is null)
        {
            var missing = ProgramPath.Find("node") is null ? "node" : "npm";
            throw new DistributedApplicationException($"{needs}, and there is no '{missing}' on the PATH. {remedy}");
        }

        // v20.19.2
        using var process = Process.Start(new ProcessStartInfo(node, "--version") { RedirectStandardOutput = true })!;
        var answer = (await process.StandardOutput.ReadToEndAsync(cancellationToken)).Trim();
        if (needed is not null && Version.TryParse(answer.TrimStart('v'), out var installed) && installed < needed)
        {
            throw new DistributedApplicationException($"{needs}, and '{node}' is {answer}. {remedy}");
        }
    }

    private static Version? Needed(string directory)
    {
        using var package = JsonDocument.Parse(File.ReadAllText(Path.Combine(directory, "package.json")));
        return package.RootElement.TryGetProperty("engines", out var engines)
            && engines.TryGetProperty("node", out var range)
            && range.GetString() is { } text
            && Version.TryParse(text.Replace(">=", "", StringComparison.Ordinal).Trim(), out var version) ? version : null;
    }
}
