namespace TwilioSandbox.Tests.Calls;

/// <summary>The sockets of this process, of every kind.</summary>
internal static class Sockets
{
    /// <summary>Such as <c>socket:[4711]</c>. Numbers are not reused.</summary>
    public static HashSet<string> Open() =>
        [.. Directory.EnumerateFiles("/proc/self/fd").Select(Target).OfType<string>().Where(target => target.StartsWith("socket:", StringComparison.Ordinal))];

    private static string? Target(string file)
    {
        try
        {
            return File.ResolveLinkTarget(file, returnFinalTarget: false)?.Name;
        }
        catch (IOException)
        {
            // Closed meanwhile.
            return null;
        }
    }
}
