using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace TokenApi.Tests.Support;

/// <summary>Keeps all logs of every level: category, message, values and exceptions.</summary>
public sealed class LogRecorder : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => _lines;

    public IEnumerable<string> From<T>() => _lines.Where(line => line.StartsWith($"{typeof(T).FullName}: ", StringComparison.Ordinal));

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, this);

    public void Dispose()
    {
    }

    private sealed class Logger(string category, LogRecorder recorder) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            recorder._lines.Enqueue($"{category}: scope {state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(", ", pairs) : "";
            recorder._lines.Enqueue($"{category}: {formatter(state, exception)} {values} {exception}");
        }
    }
}
