using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace EndToEnd.Harness;

/// <summary>A program that a test starts: what it says is kept, and it is gone when the test is.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private readonly StringBuilder _output = new();
    private readonly Process _process;
    private readonly Action<string>? _heard;

    private ChildProcess(Process process, string command, Action<string>? heard)
    {
        (_process, Command, _heard) = (process, command, heard);
        process.OutputDataReceived += (_, e) => Add(e.Data);
        process.ErrorDataReceived += (_, e) => Add(e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The host that runs this test, which need not be on the PATH: <c>{root}/shared/Microsoft.NETCore.App/{version}/</c>.</summary>
    public static string DotNet => Path.GetFullPath(
        OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet", Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    /// <summary>What was started.</summary>
    public string Command { get; }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Both of its output streams so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts a program at the root of the repository, or in <paramref name="folder"/>.</summary>
    /// <param name="program">Its file, or a name on the PATH.</param>
    /// <param name="arguments">One by one, as nothing parses them.</param>
    /// <param name="folder">Where it works.</param>
    /// <param name="environment">What differs from this program's own.</param>
    /// <param name="heard">Called with each line that it says.</param>
    public static ChildProcess Start(
        string program,
        IEnumerable<string> arguments,
        string? folder = null,
        IReadOnlyDictionary<string, string?>? environment = null,
        Action<string>? heard = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder ?? Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        return new(new Process { StartInfo = start }, $"{program} {string.Join(' ', arguments)}", heard);
    }

    /// <summary>Waits until it has said this.</summary>
    public Task SaysAsync(string text, TimeSpan limit) => Wait.UntilAsync(
        $"'{text}' from {Command}",
        async () =>
        {
            if (_process.HasExited)
            {
                await HasEndedAsync(limit); // Until all that it said has been read.
                if (!Output.Contains(text, StringComparison.Ordinal))
                {
                    throw new InvalidOperationException($"{Command} ended with {_process.ExitCode} without saying '{text}'. It said:\n{Output}");
                }
            }

            return Output;
        },
        output => output.Contains(text, StringComparison.Ordinal),
        limit);

    /// <summary>The same of a program that nobody else ends yet: when it does not say this in time, it is ended.</summary>
    public async Task SaysOrIsEndedAsync(string text, TimeSpan limit)
    {
        try
        {
            await SaysAsync(text, limit);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until it has ended by itself; the answer is its exit code.</summary>
    public async Task<int> EndsAsync(TimeSpan limit)
    {
        await HasEndedAsync(limit, TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Asks it to end (SIGTERM).</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{Id}"]);
        kill.WaitForExit();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using (_process)
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
                await HasEndedAsync(Wait.Limit);
            }
        }
    }

    private async Task HasEndedAsync(TimeSpan limit, CancellationToken cancelled = default)
    {
        try
        {
            await _process.WaitForExitAsync(cancelled).WaitAsync(limit, cancelled);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            var but = _process.HasExited ? "It has, but what it has started goes on, and might say more." : "It goes on.";
            Assert.Fail($"{Command} should have ended within {limit.TotalSeconds:0} s. {but} It said last:\n{Output}");
        }
    }

    private void Add(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (line is not null)
        {
            _heard?.Invoke(line);
        }
    }
}
