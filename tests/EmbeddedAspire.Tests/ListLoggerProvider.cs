using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EmbeddedAspire.Tests;

/// <summary>Keeps what was logged: level, category, message.</summary>
internal sealed class ListLoggerProvider : ILoggerProvider
{
    private readonly ConcurrentQueue<(string Category, string Text)> _entries = new();

    public void AddTo(IServiceCollection services) => services.AddLogging(logging => logging.AddProvider(this));

    public async Task<string> WaitForAsync(string category, string text, CancellationToken cancellationToken)
    {
        bool Matches((string Category, string Text) entry) => entry.Category == category && entry.Text.Contains(text, StringComparison.Ordinal);
        await Eventually.TrueAsync(() => _entries.Any(Matches), $"nobody logged '{text}' in '{category}'", cancellationToken);
        return _entries.First(Matches).Text;
    }

    public ILogger CreateLogger(string categoryName) => new ListLogger(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class ListLogger(ListLoggerProvider owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            owner._entries.Enqueue((category, $"{logLevel}: {formatter(state, exception)}"));
    }
}
