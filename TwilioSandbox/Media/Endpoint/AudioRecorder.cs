using TwilioSandbox.Media.Sounds;

namespace TwilioSandbox.Media.Endpoint;

/// <summary>Records what a party says. Gaps become silence, so that the recording is as long as it took.</summary>
internal sealed class AudioRecorder(MediaClock clock)
{
    private const int SilenceLevel = 200; // Mean amplitude, of 32,768. Above the noise of a microphone, below a quiet voice.

    private readonly AudioQueue _queue = new();

    /// <summary>Adds what the party says, in µ-law.</summary>
    public void Hear(ReadOnlySpan<byte> sound) => _queue.Add(sound);

    /// <summary>Records until a limit, or until stopped. Stopping is not an error.</summary>
    /// <param name="maxLength">The longest recording.</param>
    /// <param name="silence">Ends the recording when the party is silent for this long, at the beginning too.</param>
    /// <param name="stop">Ends the recording.</param>
    /// <returns>The sound in µ-law, with the silence at its end.</returns>
    public async Task<byte[]> RecordAsync(TimeSpan maxLength, TimeSpan silence, CancellationToken stop)
    {
        var (maxBytes, maxQuietBytes) = (Count(maxLength), Count(silence));
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var frame = new byte[Audio.FrameLength];
        var quietBytes = 0;
        using var sound = new MemoryStream();
        clock.Add(Tick);
        await ended.Task;
        clock.Remove(Tick);
        return sound.ToArray();

        void Tick()
        {
            if (ended.Task.IsCompleted)
            {
                return;
            }

            if (!stop.IsCancellationRequested)
            {
                _queue.Read(frame);
                sound.Write(frame);
                quietBytes = IsQuiet(frame) ? quietBytes + frame.Length : 0;
            }

            if (stop.IsCancellationRequested || sound.Length >= maxBytes || quietBytes >= maxQuietBytes)
            {
                ended.SetResult();
            }
        }
    }

    private static long Count(TimeSpan length) => (long)(length.TotalSeconds * Audio.Rate);

    private static bool IsQuiet(byte[] frame) => frame.Sum(code => Math.Abs((int)Audio.Decode(code))) < SilenceLevel * frame.Length;
}
