namespace TokenApi.Logging;

/// <summary>Escapes and redacts the message, the values and the exception of each log entry.</summary>
internal sealed class EscapingLogger(ILogger inner) : ILogger
{
    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull =>
        $"{state}" is var text && LogText.IsSafe(text) ? inner.BeginScope(state) : inner.BeginScope(LogText.Escape(text));

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!inner.IsEnabled(logLevel))
        {
            return;
        }

        var message = formatter(state, exception);
        var safeException = exception is null ? null : EscapedException.Of(exception);
        if (LogText.IsSafe(message))
        {
            inner.Log(logLevel, eventId, state, safeException, (_, _) => message);
        }
        else
        {
            inner.Log(logLevel, eventId, Escape(state), safeException, (_, _) => LogText.Escape(message));
        }
    }

    private static KeyValuePair<string, object?>[] Escape<TState>(TState state) => state is IEnumerable<KeyValuePair<string, object?>> values
        ? [.. values.Select(value => $"{value.Value}" is var text && LogText.IsSafe(text) ? value : new(value.Key, LogText.Escape(text)))]
        : [];

    private sealed class EscapedException(Exception original, string[] lines) : Exception(LogText.Escape(original.Message))
    {
        public static Exception Of(Exception original)
        {
            var text = original.ToString();
            var escaped = text;
            // The lines of the stack trace stay, those within a message do not.
            for (var exception = original; exception is not null; exception = exception.InnerException)
            {
                // Not of every message: an empty one cannot be replaced.
                if (!LogText.IsSafe(exception.Message))
                {
                    escaped = escaped.Replace(exception.Message, LogText.Escape(exception.Message), StringComparison.Ordinal);
                }
            }

            var lines = escaped.Split(Environment.NewLine);
            return escaped == text && Array.TrueForAll(lines, LogText.IsSafe) ? original : new EscapedException(original, lines);
        }

        public override string ToString() => string.Join(Environment.NewLine, lines.Select(LogText.Escape));
    }
}
