using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.Execution;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmbeddedAspire.Tests;

/// <summary>No process is left behind: not after a stop, and not after a kill.</summary>
public sealed class OrphanTests : IDisposable
{
    // A child with a child of its own that ignores SIGTERM, as a careless npm script does.
    private const string Family = "sh -c 'trap \"\" TERM; echo $$ >> pids; while :; do sleep 1; done' & echo $$ >> pids; wait";

    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    private readonly TemporaryDirectory _directory = new();

    public static bool IsUnix => !OperatingSystem.IsWindows();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_stop_ends_grandchildren_too_even_those_that_ignore_it()
    {
        var builder = DistributedApplicationTestingBuilder.Create();
        builder.AddExecutable("family", "sh", _directory.Path, "-c", Family);
        await using var app = await builder.BuildAsync(Token);
        await app.StartAsync(Token);
        var family = await FamilyAsync();

        var stopwatch = Stopwatch.StartNew();
        await app.StopAsync(Token);

        Assert.True(stopwatch.Elapsed < TimeSpan.FromSeconds(5), $"The stop took {stopwatch.Elapsed}.");
        await EndedAsync(family);
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = "On Windows a killed AppHost leaves its children behind; see EmbeddedAspire/README.md.")]
    public async Task The_death_of_AppHost_ends_every_descendant()
    {
        // Stands in for AppHost: this shell holds the other end of the pipe, and is killed as AppHost would be.
        var start = ProcessGroup.StartInfo("sh", ["-c", Family]);
        var quoted = string.Join(' ', start.ArgumentList.Prepend(start.FileName).Select(a => $"'{a.Replace("'", "'\\''", StringComparison.Ordinal)}'"));
        using var appHost = Process.Start(new ProcessStartInfo("sh", ["-c", $"mkfifo pipe; {quoted} <pipe & exec 9>pipe; exec sleep 60"])
        {
            WorkingDirectory = _directory.Path,
        })!;
        var family = await FamilyAsync();

        appHost.Kill();

        await EndedAsync(family);
    }

    [Fact]
    public async Task A_child_that_has_ended_leaves_none_of_its_own_behind()
    {
        var spec = new ProcessSpec("/bin/sh", ["-c", "sleep 60 & echo $! >> pids; echo $$ >> pids"], _directory.Path, new Dictionary<string, string>());
        var process = ResourceProcess.Start(spec, NullLogger.Instance);
        Assert.Equal(0, await process.Exited.WaitAsync(TimeSpan.FromSeconds(10), Token));
        await EndedAsync(await FamilyAsync());
    }

    [Fact]
    public async Task A_child_that_was_told_to_end_before_it_had_a_group_ends()
    {
        for (var i = 0; i < 10; i++)
        {
            var process = ResourceProcess.Start(new("/bin/sleep", ["60"], _directory.Path, new Dictionary<string, string>()), NullLogger.Instance);
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(3));
            Assert.NotNull(await process.StopAsync(deadline.Token));
        }
    }

    private async Task<int[]> FamilyAsync()
    {
        await _directory.WaitForLinesAsync("pids", 2, Token);
        return [.. (await File.ReadAllLinesAsync(_directory.File("pids"), Token)).Select(line => int.Parse(line, CultureInfo.InvariantCulture))];
    }

    private static Task EndedAsync(int[] pids) => Eventually.TrueAsync(() => pids.All(pid => !IsAlive(pid)), $"still alive: {string.Join(", ", pids.Where(IsAlive))}", Token);

    private static bool IsAlive(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
