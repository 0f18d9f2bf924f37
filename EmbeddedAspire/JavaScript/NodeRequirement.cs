using System.Diagnostics;

namespace Aspire.Hosting.JavaScript;

/// <summary>Node.js in a version that package.json asks for: <c>"engines": { "node": "^20.19 || &gt;=22.13" }</c>.</summary>
internal static class NodeRequirement
{
    /// <param name="resourceName">Who needs it.</param>
    /// <param name="directory">Where package.json is.</param>
    /// <param name="path">The PATH to look for it.</param>
    /// <param name="cancellationToken">Ends the question for its version.</param>
    /// <exception cref="DistributedApplicationException">Node.js or npm is missing, or of another version.</exception>
    public static async Task CheckAsync(string resourceName, string directory, string? path, CancellationToken cancellationToken)
    {
        var package = new ConfigurationBuilder().AddJsonFile(Path.Combine(directory, "package.json")).Build();
        var range = package["engines:node"];
        var node = $"Node.js {range}".TrimEnd();
        var needs = $"Resource '{resourceName}' needs {node}";
        var remedy = $"Install {node}, with npm (https://nodejs.org, or your package manager), and start again.";
        foreach (var name in (string[])["node", "npm"])
        {
            if (ProgramPath.Find(name, path) is null)
            {
                throw new DistributedApplicationException($"{needs}, and there is no '{name}' on the PATH. {remedy}");
            }
        }

        // v20.19.2
        var program = ProgramPath.Find("node", path)!;
        using var process = Process.Start(new ProcessStartInfo(program, "--version") { RedirectStandardOutput = true })!;
        var answer = (await process.StandardOutput.ReadToEndAsync(cancellationToken)).Trim();
        if (range is not null && Version.TryParse(answer.TrimStart('v'), out var installed) && !Allows(range, installed))
        {
            throw new DistributedApplicationException($"{needs}, and '{program}' is {answer}. {remedy}");
        }
    }

    // One of "^20.19" (of version 20 only) and ">=24" between "||". What is written in another way is left to npm.
    internal static bool Allows(string range, Version installed) => range.Split("||", StringSplitOptions.TrimEntries).Any(part =>
    {
        var number = part.TrimStart('^', '>', '=', ' ');
        return !Version.TryParse(number.Contains('.', StringComparison.Ordinal) ? number : $"{number}.0", out var least)
            || (installed >= least && (installed.Major == least.Major || !part.StartsWith('^')));
    });
}
