using System.Security.Cryptography;

namespace Aspire.Hosting.JavaScript;

/// <summary>
/// One installation of packages. A stamp in node_modules holds the hash of the lock file that was installed, so that nothing is installed
/// twice; the lock file itself is locked meanwhile, because two test runs may start the same application at once and npm clears node_modules.
/// </summary>
internal sealed class NpmInstall : IDisposable
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(100);

    private readonly FileStream _lockFile;
    private readonly string _stampPath;
    private readonly string _hash;

    private NpmInstall(FileStream lockFile, string directory)
    {
        _lockFile = lockFile;
        _stampPath = Path.Combine(directory, "node_modules", ".installed-by-apphost");
        _hash = Convert.ToHexString(SHA256.HashData(lockFile));
    }

    public bool IsNeeded => !File.Exists(_stampPath) || File.ReadAllText(_stampPath) != _hash;

    /// <summary><c>npm ci</c> installs exactly what the lock file says; without one, only <c>npm install</c> is possible.</summary>
    public static string Command(string directory) => File.Exists(Path.Combine(directory, "package-lock.json")) ? "ci" : "install";

    /// <summary>Waits for another installation in the same directory, if there is one.</summary>
    public static async Task<NpmInstall> BeginAsync(string directory, CancellationToken cancellationToken)
    {
        var manifest = Path.Combine(directory, Command(directory) == "ci" ? "package-lock.json" : "package.json");
        while (true)
        {
            try
            {
                // On Unix an advisory lock, which npm does not ask for. On Windows it would keep npm from reading: no lock there.
                var share = OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None;
                return new(new FileStream(manifest, FileMode.Open, FileAccess.Read, share), directory);
            }
            catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException))
            {
                await Task.Delay(RetryInterval, cancellationToken);
            }
        }
    }

    public void Complete()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_stampPath)!);
        File.WriteAllText(_stampPath, _hash);
    }

    public void Dispose() => _lockFile.Dispose();
}
