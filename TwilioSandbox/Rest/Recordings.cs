using System.Security.Cryptography;

namespace TwilioSandbox.Rest;

/// <summary>A recording in memory.</summary>
/// <param name="Sid"><c>RE</c> and 32 hexadecimal digits.</param>
/// <param name="CallSid">The leg that was recorded.</param>
/// <param name="Wave">A WAV file.</param>
/// <param name="Duration">Its length.</param>
/// <param name="Source">Such as <c>RecordVerb</c> (documented).</param>
/// <param name="ConferenceSid">Null if no conference was recorded.</param>
/// <param name="CreatedAt">The end of the recording.</param>
internal sealed record Recording(string Sid, string CallSid, byte[] Wave, TimeSpan Duration, string Source, string? ConferenceSid, DateTimeOffset CreatedAt);

/// <summary>The last recordings. The oldest are dropped, so that memory is bounded.</summary>
internal sealed class Recordings(TimeProvider time)
{
    public const int MaxCount = 100;
    public const long MaxBytes = 100 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly List<Recording> _recordings = [];

    public static string NewSid() => $"RE{RandomNumberGenerator.GetHexString(32, lowercase: true)}";

    public Recording Add(string callSid, byte[] wave, TimeSpan duration, string source, string? conferenceSid = null, string? sid = null)
    {
        var recording = new Recording(sid ?? NewSid(), callSid, wave, duration, source, conferenceSid, time.GetUtcNow());
        lock (_lock)
        {
            _recordings.Add(recording);
            // The new one stays, even if it is too large alone.
            while (_recordings.Count > MaxCount || (_recordings.Count > 1 && _recordings.Sum(kept => (long)kept.Wave.Length) > MaxBytes))
            {
                _recordings.RemoveAt(0);
            }
        }

        return recording;
    }

    /// <summary>Newest first.</summary>
    public Recording[] Read()
    {
        lock (_lock)
        {
            return [.. _recordings.AsEnumerable().Reverse()];
        }
    }

    public Recording? Find(string sid) => Array.Find(Read(), recording => recording.Sid == sid);

    public bool Remove(string sid)
    {
        lock (_lock)
        {
            return _recordings.RemoveAll(recording => recording.Sid == sid) > 0;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _recordings.Clear();
        }
    }
}
