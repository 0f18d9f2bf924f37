namespace EndToEnd.Harness;

/// <summary>A network namespace that has only loopback: programs in it can reach nothing else.</summary>
public static class LoopbackOnly
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    private static bool IsRoot => Environment.UserName == "root";

    // Without root: as root of a new user namespace.
    private static string[] Options => IsRoot ? ["--net"] : ["--net", "--map-root-user"];

    /// <summary>Skips the test where no such network can be created.</summary>
    public static async Task RequireAsync()
    {
        var reason = await WhyNotAsync();
        Assert.SkipWhen(reason is not null, reason ?? "");
    }

    /// <summary>Starts a shell command in a new network.</summary>
    public static ChildProcess Start(string command) => ChildProcess.Start("unshare", [.. Options, "sh", "-c", $"ip link set lo up && {command}"]);

    /// <summary>Starts a program in the network of another program.</summary>
    public static ChildProcess StartIn(ChildProcess other, params string[] command) =>
        ChildProcess.Start("nsenter", ["--target", $"{other.Id}", "--net", .. IsRoot ? [] : (string[])["--user", "--preserve-credentials"], .. command]);

    private static async Task<string?> WhyNotAsync()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "Only Linux has network namespaces.";
        }

        try
        {
            await using var attempt = Start("true");
            return await attempt.EndsAsync(s_limit) == 0 ? null : $"This user may not create a network namespace: {attempt.Output}";
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return $"unshare is missing: {e.Message}";
        }
    }
}
