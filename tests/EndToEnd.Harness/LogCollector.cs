using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace EndToEnd.Harness;

/// <summary>Keeps every log line of the application host; resources come as the category <c>AppHost.Resources.{name}</c>.</summary>
public sealed class LogCollector : ILoggerProvider
{
    private readonly ConcurrentQueue<(string Category, string Text)> _entries = new();

    private volatile TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>All lines.</summary>
    public string Text => string.Join('\n', Lines);

    private IEnumerable<string> Lines => from entry in _entries select $"{entry.Category}: {entry.Text}";

    /// <summary>Each line with its category.</summary>
    public IEnumerable<(string Category, string Text)> Entries => _entries;

    /// <summary>Waits until so many lines contain this.</summary>
    public async Task WaitForAsync(string text, int count)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Wait.Limit);
        while (true)
        {
            var more = _more.Task;
            var found = Lines.Count(line => line.Contains(text, StringComparison.Ordinal));
            if (found >= count)
            {
                return;
            }

            try
            {
                await more.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"{count} log lines should contain '{text}', but {found} do. The last lines:\n{string.Join('\n', Lines.TakeLast(10))}");
            }
        }
    }

    /// <summary>Keeps a line of somebody who has no logger, such as a program that a test has started.</summary>
    public void Add(string category, string line)
    {
        _entries.Enqueue((category, line));
        Interlocked.Exchange(ref _more, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private sealed class Logger(LogCollector collector, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            collector.Add(category, $"{formatter(state, exception)}{(exception is null ? "" : $"\n{exception}")}");
    }
}
