using System.Diagnostics;

namespace Aspire.Hosting.JavaScript;

/// <summary>Node.js in the version that package.json asks for: <c>"engines": { "node": "&gt;=20.19" }</c>.</summary>
internal static class NodeRequirement
{
    /// <param name="resourceName">Who needs it.</param>
    /// <param name="directory">Where package.json is.</param>
    /// <param name="path">The PATH to look for it.</param>
    /// <param name="cancellationToken">Ends the question for its version.</param>
    /// <exception cref="DistributedApplicationException">Node.js or npm is missing, or too old.</exception>
    public static async Task CheckAsync(string resourceName, string directory, string? path, CancellationToken cancellationToken)
    {
        var package = new ConfigurationBuilder().AddJsonFile(Path.Combine(directory, "package.json")).Build();
        var needed = Version.TryParse((package["engines:node"] ?? "").Replace(">=", "", StringComparison.Ordinal).Trim(), out var version) ? version : null;
        var orNewer = needed is null ? "" : $" {needed} or newer";
        var needs = $"Resource '{resourceName}' needs Node.js{orNewer}";
        var remedy = $"Install Node.js{orNewer}, with npm (https://nodejs.org, or your package manager), and start again.";
        foreach (var program in (string[])["node", "npm"])
        {
            if (ProgramPath.Find(program, path) is null)
            {
                throw new DistributedApplicationException($"{needs}, and there is no '{program}' on the PATH. {remedy}");
            }
        }

        // v20.19.2
        var node = ProgramPath.Find("node", path)!;
        using var process = Process.Start(new ProcessStartInfo(node, "--version") { RedirectStandardOutput = true })!;
        var answer = (await process.StandardOutput.ReadToEndAsync(cancellationToken)).Trim();
        if (needed is not null && Version.TryParse(answer.TrimStart('v'), out var installed) && installed < needed)
        {
            throw new DistributedApplicationException($"{needs}, and '{node}' is {answer}. {remedy}");
        }
    }
}
