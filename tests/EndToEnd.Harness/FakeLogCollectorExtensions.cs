using Microsoft.Extensions.Logging.Testing;

namespace EndToEnd.Harness;

/// <summary>Reads the collected log, and waits for it.</summary>
public static class FakeLogCollectorExtensions
{
    /// <summary>The text of one record, with its exception.</summary>
    public static string Text(this FakeLogRecord record) => record.Exception is null ? record.Message : $"{record.Message}\n{record.Exception}";

    /// <summary>The whole log: <c>category: text</c> in each line.</summary>
    public static string Text(this FakeLogCollector logs) => string.Join('\n', from record in logs.GetSnapshot() select $"{record.Category}: {record.Text()}");

    /// <summary>Waits until this many records contain the text.</summary>
    public static Task WaitForAsync(this FakeLogCollector logs, string text, int count) => Wait.UntilAsync(
        $"{count} log records with '{text}'",
        () => Task.FromResult(logs.GetSnapshot()),
        records => records.Count(record => record.Text().Contains(text, StringComparison.Ordinal)) >= count);
}
