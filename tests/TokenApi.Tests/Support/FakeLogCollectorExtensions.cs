using Microsoft.Extensions.Logging.Testing;

namespace TokenApi.Tests.Support;

/// <summary>The collected logs as text: category, message, values, scopes and exception.</summary>
internal static class FakeLogCollectorExtensions
{
    extension(FakeLogCollector logs)
    {
        public IReadOnlyList<string> Lines => [.. logs.GetSnapshot().Select(Text)];

        public IEnumerable<string> From<T>() => logs.Lines.Where(line => line.StartsWith($"{typeof(T).FullName}: ", StringComparison.Ordinal));
    }

    private static string Text(FakeLogRecord record) =>
        $"{record.Category}: {record.Message} {string.Join(", ", record.StructuredState ?? [])} {string.Join(", ", record.Scopes)} {record.Exception}";
}
