using System.Diagnostics;
using System.Globalization;

namespace Aspire.Hosting.Execution;

/// <summary>What to start.</summary>
internal sealed record ProcessSpec(
    string Program, IReadOnlyList<string> Arguments, string WorkingDirectory, IReadOnlyDictionary<string, string> Environment);

/// <summary>A running resource: its process, and all that descends from it.</summary>
internal sealed class ResourceProcess
{
    private const int LastLineCount = 40;

    private static readonly TimeSpan KillTimeout = TimeSpan.FromSeconds(1);

    /// <summary>AppHost's own secrets are for the resources they are referenced by, not for every child.</summary>
    private const string ParameterPrefix = "Parameters__";

    private readonly Process _process;
    private readonly ILogger _logger;
    private readonly Queue<string> _lastLines = new();
    private int _lineNumber;

    private ResourceProcess(Process process, ILogger logger)
    {
        (_process, _logger) = (process, logger);
        _process.OutputDataReceived += (_, e) => OnLine(e.Data, LogLevel.Information);
        _process.ErrorDataReceived += (_, e) => OnLine(e.Data, LogLevel.Error);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Exited = WaitAsync();
    }

    /// <summary>Done when the process has ended and its output is read; the exit code.</summary>
    public Task<int> Exited { get; }

    /// <summary>The end of its output, to go below an error.</summary>
    public string LastLines
    {
        get
        {
            lock (_lastLines)
            {
                return _lastLines.Count == 0 ? " It printed nothing. "
                    : $" Its last lines:{string.Concat(_lastLines.Select(line => $"{Environment.NewLine}    {line}"))}{Environment.NewLine}";
            }
        }
    }

    public static ResourceProcess Start(ProcessSpec spec, ILogger logger)
    {
        var start = ProcessGroup.StartInfo(spec.Program, spec.Arguments);
        start.WorkingDirectory = spec.WorkingDirectory;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith(ParameterPrefix, StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in spec.Environment)
        {
            start.Environment[name] = value;
        }

        return new(new Process { StartInfo = start }, logger);
    }

    /// <summary>Asks it to end; ends it by force at the deadline.</summary>
    /// <returns>Its exit code; null if it has left a process outside of its group that still holds its output.</returns>
    public async Task<int?> StopAsync(CancellationToken deadline)
    {
        try
        {
            ProcessGroup.RequestStop(_process);
            return await Exited.WaitAsync(deadline);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // Out of time, or it ended in between.
            Kill();
        }

        return await Task.WhenAny(Exited, Task.Delay(KillTimeout, CancellationToken.None)) == Exited ? await Exited : null;
    }

    public void Kill()
    {
        try
        {
            ProcessGroup.Kill(_process);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // It has ended already.
        }
    }

    private async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    private void OnLine(string? line, LogLevel level)
    {
        if (line is null)
        {
            return;
        }

        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > LastLineCount)
            {
                _lastLines.Dequeue();
            }

            var timestamp = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
            _logger.Log(level, "{LineNumber}: {Timestamp} {Line}", ++_lineNumber, timestamp, line);
        }
    }
}
