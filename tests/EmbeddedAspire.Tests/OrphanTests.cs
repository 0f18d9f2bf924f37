using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.Execution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmbeddedAspire.Tests;

/// <summary>No process is left behind: not after a stop, and not after a kill.</summary>
public sealed class OrphanTests : IDisposable
{
    // A child with a child of its own that ignores SIGTERM, as a careless npm script does.
    private const string Family = "sh -c 'trap \"\" TERM; echo $$ >> pids; while :; do sleep 1; done' & echo $$ >> pids; wait";

    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    private readonly TemporaryDirectory _directory = new();

    /// <summary>Ten random ones, of the start and shortly after, the same in each run. <c>dotnet run --project benchmarks/KillAppHost</c> takes fifty others.</summary>
    public static TheoryData<int> Moments { get; } = [.. Enumerable.Repeat(new Random(2026), 10).Select(random => random.Next(6000))];

    public static bool IsLinux => OperatingSystem.IsLinux();

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

    [Fact]
    public async Task A_stop_ends_in_reverse_order_of_the_start()
    {
        string Named(string name) => $"trap 'echo {name} >> ended; exit 0' TERM; echo {name} >> started; while :; do sleep 0.1; done";
        var builder = DistributedApplicationTestingBuilder.Create();
        var first = builder.AddExecutable("first", "sh", _directory.Path, "-c", $"{Named("first")}");
        builder.AddExecutable("second", "sh", _directory.Path, "-c", $"{Named("second")}").WaitFor(first);
        await using var app = await builder.BuildAsync(Token);
        await app.StartAsync(Token);
        await _directory.WaitForLinesAsync("started", 2, Token);

        await app.StopAsync(Token);

        Assert.Equal(["second", "first"], await File.ReadAllLinesAsync(_directory.File("ended"), Token));
    }

    [Fact]
    public async Task A_stop_by_force_waits_for_nobody()
    {
        var builder = DistributedApplicationTestingBuilder.Create();
        builder.AddExecutable("stubborn", "sh", _directory.Path, "-c", "trap '' TERM; echo $$ >> pids; echo $$ >> pids; while :; do sleep 0.1; done");
        await using var app = await builder.BuildAsync(Token);
        await app.StartAsync(Token);
        var pids = await FamilyAsync();

        var stopwatch = Stopwatch.StartNew();
        var stopping = app.StopAsync(Token);
        app.Services.GetRequiredService<ApplicationOrchestrator>().Kill();
        await stopping;

        Assert.True(stopwatch.Elapsed < TimeSpan.FromSeconds(3), $"The stop took {stopwatch.Elapsed}, as if it had asked first.");
        await EndedAsync(pids);
    }

    [Theory(SkipUnless = nameof(IsLinux), Skip = "Finds processes in /proc, which only Linux has.")]
    [MemberData(nameof(Moments))]
    public async Task AppHost_killed_at_any_moment_leaves_no_process_and_no_temporary_file(int milliseconds)
    {
        var kill = await KillAppHost.Kill.AtAsync(TimeSpan.FromMilliseconds(milliseconds), Token);
        Assert.True(kill.Left is null, $"Killed after {milliseconds} ms, AppHost left behind: {kill.Left}");
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = "This one shell stands in for AppHost; there is none on Windows.")]
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
