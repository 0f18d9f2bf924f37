using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace ServiceDefaults;

/// <summary>
/// The console's log, written many lines at a time. .NET's own wakes a thread for each line, which under load costs more than the line (docs/performance.md).
/// The lines, their formatters, levels and scopes, section <c>Logging:Console</c>, are those of .NET; everything goes to standard output. A line waits at most
/// a twentieth of a second; errors do not wait.
/// </summary>
[ProviderAlias("Console")]
internal sealed class BatchedConsole : ILoggerProvider, ISupportExternalScope
{
    private const int MaximumCharacters = 64 * 1024;

    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private readonly StringWriter _lines = new();
    private readonly ConsoleFormatter _formatter;
    private readonly TextWriter _output;
    private readonly ITimer _timer;
    private IExternalScopeProvider? _scopes;

    public BatchedConsole(IEnumerable<ConsoleFormatter> formatters, IOptions<ConsoleLoggerOptions> options)
        : this(formatters, options, Console.Out, TimeProvider.System)
    {
    }

    internal BatchedConsole(IEnumerable<ConsoleFormatter> formatters, IOptions<ConsoleLoggerOptions> options, TextWriter output, TimeProvider time)
    {
        ConsoleFormatter? Named(string? name) => formatters.FirstOrDefault(formatter => string.Equals(formatter.Name, name, StringComparison.OrdinalIgnoreCase));
        _formatter = Named(options.Value.FormatterName) ?? Named(ConsoleFormatterNames.Simple)!;
        _output = output;
        _timer = time.CreateTimer(_ => Flush(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        // What was said last before an unhandled exception is what one wants to read.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Flush();
        AppDomain.CurrentDomain.UnhandledException += (_, _) => Flush();
    }

    /// <summary>Puts it in the place of .NET's.</summary>
    public static void Use(IServiceCollection services)
    {
        if (services.FirstOrDefault(service => service.ImplementationType == typeof(ConsoleLoggerProvider)) is { } console)
        {
            services.Remove(console);
            services.AddSingleton<ILoggerProvider, BatchedConsole>();
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
        _timer.Dispose();
        Flush();
    }

    private void Write<TState>(in LogEntry<TState> entry)
    {
        lock (_lock)
        {
            var lines = _lines.GetStringBuilder();
            if (lines.Length == 0)
            {
                _timer.Change(Wait, Timeout.InfiniteTimeSpan);
            }

            _formatter.Write(entry, _scopes, _lines);
            if (entry.LogLevel >= LogLevel.Error || lines.Length > MaximumCharacters)
            {
                Flush();
            }
        }
    }

    private void Flush()
    {
        lock (_lock)
        {
            try
            {
                _output.Write(_lines.GetStringBuilder());
            }
            catch (IOException)
            {
                // A full disk or a terminal that is gone costs these lines, and not the service.
            }

            _lines.GetStringBuilder().Clear();
        }
    }

    private sealed class Logger(BatchedConsole console, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => console._scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            console.Write(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter));
    }
}
