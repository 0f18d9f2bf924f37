using System.Collections.Concurrent;
using System.Diagnostics;
using TwilioTokens;

namespace TokenApi.Tests.Support;

/// <summary>The real program in its own process, in production, on a free port.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _read;

    private ServiceProcess(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _read = Task.WhenAll(ReadAsync(_process.StandardOutput), ReadAsync(_process.StandardError));
    }

    public int Id => _process.Id;

    public static ServiceProcess Start(TwilioOptions settings, params (string Key, string Value)[] others)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(Program).Assembly.Location, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        foreach (var (key, value) in settings.AsConfiguration().Select(setting => (setting.Key, setting.Value)).Concat(others))
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return new(start);
    }

    /// <summary>Waits until it listens.</summary>
    public Task<Uri> AddressAsync() => _address.Task.WaitAsync(s_limit, TestContext.Current.CancellationToken);

    /// <summary>Waits until it ends by itself.</summary>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(s_limit, TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    /// <summary>The output, when it has ended.</summary>
    public async Task<string> OutputAsync()
    {
        await _read;
        return string.Join('\n', _output);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            _output.Enqueue(line);
            if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
            {
                _address.TrySetResult(new(line[(at + Listening.Length)..].Trim()));
            }
        }
    }
}
