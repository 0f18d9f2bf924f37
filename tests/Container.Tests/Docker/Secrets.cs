using EndToEnd.Harness;

namespace Container.Tests.Docker;

/// <summary>The sandbox account in files, as Docker and Kubernetes mount secrets.</summary>
internal static class Secrets
{
    public static string AuthToken { get; } = Sandbox.Account["AuthToken"];

    public static string ApiKeySecret { get; } = Sandbox.Account["ApiKeySecret"];

    /// <summary>A directory below the test program, where uid 1654 may read.</summary>
    public static string Directory { get; } = Write("sandbox-account");

    /// <summary>Another directory with one more setting.</summary>
    public static string With(string key, string value)
    {
        var directory = Write($"sandbox-account-and-{key}");
        File.WriteAllText(Path.Combine(directory, key), value);
        return directory;
    }

    private static string Write(string name)
    {
        var directory = System.IO.Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "secrets", name)).FullName;
        foreach (var (key, value) in Sandbox.Account)
        {
            File.WriteAllText(Path.Combine(directory, $"Twilio__{key}"), value + "\n");
        }

        return directory;
    }
}
