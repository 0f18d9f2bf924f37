using System.Runtime.InteropServices;

namespace TokenApi.Security;

/// <summary>Limits log lines about refused requests: at most one a second for each kind of refusal and client address. It counts the others.</summary>
internal sealed class RefusalLog(TimeProvider time)
{
    private const int MaximumEntries = 10_000;
    private const int MaximumLength = 200;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Refusal, string Network), Entry> _entries = [];

    /// <summary>Whether to log this refusal, and the number of earlier ones that were not logged.</summary>
    public bool ShouldLog(string refusal, HttpContext http, out int skipped)
    {
        lock (_gate)
        {
            if (_entries.Count >= MaximumEntries)
            {
                _entries.Clear();
            }

            ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, (refusal, RateLimitingExtensions.NetworkOf(http.Connection.RemoteIpAddress)), out var known);
            skipped = entry.Skipped;
            if (known && time.GetElapsedTime(entry.LoggedAt) < TimeSpan.FromSeconds(1))
            {
                entry.Skipped++;
                return false;
            }

            entry = new(time.GetTimestamp(), 0);
            return true;
        }
    }

    /// <summary>The start of a value from a request, which may be as long as the sender likes.</summary>
    public static string Cut(string? value) => value is { Length: > MaximumLength } ? $"{value[..MaximumLength]}…" : value ?? "";

    private record struct Entry(long LoggedAt, int Skipped);
}
