using Spectre.Console;

namespace Aspire.Hosting.Console;

/// <summary>
/// Log lines for a person: what a resource prints after its name, in a colour of its own; everything else as .NET's console logger writes it.
/// In a pipe and with NO_COLOR: plain text, one line a line.
/// </summary>
internal sealed class ResourceConsole(Terminal terminal) : ILoggerProvider
{
    private const string ResourceCategory = ".Resources.";
    private const int NameWidth = 20;

    private static readonly Color[] s_colors = [Color.Aqua, Color.Fuchsia, Color.Lime, Color.Yellow, Color.Blue, Color.Olive, Color.Teal, Color.Purple];

    private readonly Dictionary<string, Color> _colorOf = [];
    private readonly Lock _lock = new();

    public ILogger CreateLogger(string categoryName) => new CategoryLogger(this, categoryName);

    public void Dispose()
    {
    }

    private void Write(string category, LogLevel level, int eventId, string text)
    {
        var resource = category.LastIndexOf(ResourceCategory, StringComparison.Ordinal);
        var (first, rest) = resource < 0 ? ($"{Level(level)}: ", "      ") : ($"{category[(resource + ResourceCategory.Length)..],-NameWidth}| ", null);
        lock (_lock)
        {
            var style = new Style(resource < 0 ? LevelColor(level) : ColorOf(first));
            var lines = resource < 0 ? [$"{category}[{eventId}]", .. text.Split('\n')] : text.Split('\n');
            var paragraph = new Paragraph();
            for (var i = 0; i < lines.Length; i++)
            {
                paragraph.Append(i == 0 || rest is null ? first : rest, style).Append($"{lines[i].TrimEnd()}\n");
            }

            terminal.Write(paragraph);
        }
    }

    private Color ColorOf(string name)
    {
        if (!_colorOf.TryGetValue(name, out var color))
        {
            _colorOf[name] = color = s_colors[_colorOf.Count % s_colors.Length];
        }

        return color;
    }

    private static Color LevelColor(LogLevel level) => level switch
    {
        LogLevel.Information => Color.Green,
        LogLevel.Warning => Color.Yellow,
        LogLevel.Error or LogLevel.Critical => Color.Red,
        _ => Color.Default,
    };

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        LogLevel.Critical => "crit",
        _ => "dbug",
    };

    private sealed class CategoryLogger(ResourceConsole owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            // {Line} is what a resource printed, without number and time.
            var line = (state as IReadOnlyList<KeyValuePair<string, object?>>)?.FirstOrDefault(p => p.Key == "Line").Value as string;
            owner.Write(category, logLevel, eventId.Id, $"{line ?? formatter(state, exception)}{(exception is null ? "" : $"\n{exception}")}");
        }
    }
}
