namespace EndToEnd.Harness;

/// <summary>A network that has nothing but this machine: what runs in it can reach nobody, whatever it tries.</summary>
public static class LoopbackOnly
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    private static bool IsRoot => Environment.UserName == "root";

    /// <summary>Skips the test where no such network can be made.</summary>
    public static async Task RequireAsync()
    {
        var reason = await WhyNotAsync();
        Assert.SkipWhen(reason is not null, reason ?? "");
    }

    /// <summary>Starts a shell command in a new network.</summary>
    public static ChildProcess Start(string command) => ChildProcess.Start("unshare", [.. Options, "sh", "-c", $"ip link set lo up && {command}"]);

    /// <summary>Starts a program in the network of another.</summary>
    public static ChildProcess StartIn(ChildProcess other, params string[] command) =>
        ChildProcess.Start("nsenter", ["--target", $"{other.Id}", "--net", .. IsRoot ? [] : (string[])["--user", "--preserve-credentials"], .. command]);

    // Without root, as root of a user namespace of one's own.
    private static string[] Options => IsRoot ? ["--net"] : ["--net", "--map-root-user"];

    private static async Task<string?> WhyNotAsync()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "Network namespaces are Linux's.";
        }

        try
        {
            await using var attempt = Start("true");
            return await attempt.EndsAsync(s_limit) == 0 ? null : $"This user may not make a network namespace: {attempt.Output}";
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return $"unshare is missing: {e.Message}";
        }
    }
}
