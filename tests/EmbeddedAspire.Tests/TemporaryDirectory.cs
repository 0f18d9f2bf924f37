namespace EmbeddedAspire.Tests;

/// <summary>A directory for one test.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("embedded-aspire-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public Task WaitForLinesAsync(string name, int count, CancellationToken cancellationToken) => Eventually.TrueAsync(
        () => System.IO.File.Exists(File(name)) && System.IO.File.ReadAllLines(File(name)).Length >= count,
        $"{name} has no {count} lines", cancellationToken);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
