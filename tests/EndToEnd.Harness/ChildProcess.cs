using System.Runtime.InteropServices;
using System.Text;
using CliWrap;

namespace EndToEnd.Harness;

/// <summary>A program that a test starts with CliWrap: keeps its output, and ends it and its children with the test.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private readonly StringBuilder _output = new();
    private readonly CancellationTokenSource _end = new();
    private readonly CommandTask<CommandResult> _execution;

    private ChildProcess(Command command, Action<string>? onLine)
    {
        var pipe = PipeTarget.ToDelegate(line => Add(line, onLine));
        Command = $"{command}";
        _execution = command.WithStandardOutputPipe(pipe).WithStandardErrorPipe(pipe).WithValidation(CommandResultValidation.None).ExecuteAsync(_end.Token);
    }

    /// <summary>The .NET host of this test, which need not be on the PATH: <c>{root}/shared/Microsoft.NETCore.App/{version}/</c>.</summary>
    public static string DotNet => Path.GetFullPath(
        OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet", Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    /// <summary>The program and its arguments.</summary>
    public string Command { get; }

    /// <summary>The process ID.</summary>
    public int Id => _execution.ProcessId;

    /// <summary>Standard output and standard error so far.</summary>
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

    /// <summary>Starts a program.</summary>
    /// <param name="program">A file, or a name on the PATH.</param>
    /// <param name="arguments">The arguments, without a shell.</param>
    /// <param name="folder">The working directory: the root of the repository by default.</param>
    /// <param name="environment">Variables that differ from those of the test.</param>
    /// <param name="onLine">Receives each line of output.</param>
    public static ChildProcess Start(
        string program,
        IEnumerable<string> arguments,
        string? folder = null,
        IReadOnlyDictionary<string, string?>? environment = null,
        Action<string>? onLine = null) => new(
        Cli.Wrap(program)
            .WithArguments(arguments)
            .WithWorkingDirectory(folder ?? Repository.Root)
            .WithEnvironmentVariables(environment ?? new Dictionary<string, string?>()),
        onLine);

    /// <summary>Waits until the program prints this text.</summary>
    public Task SaysAsync(string text, TimeSpan limit) => Wait.UntilAsync(
        $"'{text}' from {Command}",
        () =>
        {
            var ended = _execution.Task.IsCompleted; // Before the output is read, so that nothing printed last is missed.
            var output = Output;
            return ended && !output.Contains(text, StringComparison.Ordinal)
                ? throw new InvalidOperationException($"{Command} ended with {_execution.Task.Result.ExitCode} and did not print '{text}'. Its output:\n{output}")
                : Task.FromResult(output);
        },
        output => output.Contains(text, StringComparison.Ordinal),
        limit);

    /// <summary>Waits like <see cref="SaysAsync"/>, and ends the program if it does not print the text in time.</summary>
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

    /// <summary>Waits until the program has ended and returns its exit code.</summary>
    public async Task<int> EndsAsync(TimeSpan limit)
    {
        try
        {
            return (await _execution.Task.WaitAsync(limit, TestContext.Current.CancellationToken)).ExitCode;
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            throw new TimeoutException($"{Command} should end within {limit.TotalSeconds:0} s, but it or a program that it started still runs. Its output:\n{Output}", e);
        }
    }

    /// <summary>Asks the program to end. CliWrap itself sends only SIGINT.</summary>
    /// <param name="signal">TERM, INT or KILL.</param>
    public async Task SignalAsync(string signal = "TERM") => await Cli.Wrap("kill").WithArguments([$"-{signal}", $"{Id}"]).ExecuteAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync(); // Ends the program's children too.
        await ((Task)_execution.Task).WaitAsync(Wait.Limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _execution.Dispose();
        _end.Dispose();
    }

    private void Add(string line, Action<string>? onLine)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }

        onLine?.Invoke(line);
    }
}
