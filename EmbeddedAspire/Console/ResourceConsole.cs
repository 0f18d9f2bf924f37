using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Aspire.Hosting.Console;

internal static class ResourceConsoleExtensions
{
    public static void AddResourceConsole(this ILoggingBuilder logging)
    {
        logging.AddConsole(options => options.FormatterName = ResourceConsole.FormatterName);
        logging.AddConsoleFormatter<ResourceConsole, ConsoleFormatterOptions>();
    }
}

/// <summary>Output of a resource after its name, one line a line; everything else as .NET's own console logger writes it.</summary>
internal sealed class ResourceConsole() : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "resources";

    private const string ResourceCategory = ".Resources.";
    private const int NameWidth = 20;

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var resource = logEntry.Category.LastIndexOf(ResourceCategory, StringComparison.Ordinal);
        if (resource >= 0)
        {
            // The category has the name; {Line} is what the resource printed, without number and time.
            var line = (logEntry.State as IReadOnlyList<KeyValuePair<string, object?>>)?.FirstOrDefault(p => p.Key == "Line").Value as string;
            textWriter.WriteLine($"{logEntry.Category[(resource + ResourceCategory.Length)..].PadRight(NameWidth)}| {line ?? message}");
            return;
        }

        textWriter.WriteLine($"{Level(logEntry.LogLevel)}: {logEntry.Category}[{logEntry.EventId.Id}]");
        foreach (var line in $"{message}{(logEntry.Exception is null ? "" : $"\n{logEntry.Exception}")}".Split('\n'))
        {
            textWriter.WriteLine($"      {line.TrimEnd()}".TrimEnd());
        }
    }

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        LogLevel.Critical => "crit",
        _ => "dbug",
    };
}
