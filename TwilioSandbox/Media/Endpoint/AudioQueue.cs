using TwilioSandbox.Media.Sounds;

namespace TwilioSandbox.Media.Endpoint;

/// <summary>What the endpoint sends next: a sound that is played, or else the other side of the call, or else the background.</summary>
internal sealed class AudioQueue
{
    private const int Capacity = 10 * Audio.FrameLength; // More would delay the voice.
    private const int Start = 2 * Audio.FrameLength; // Evens out the arrival of packets.

    private readonly Lock _lock = new();
    private readonly byte[] _live = new byte[Capacity];
    private int _count;
    private bool _isFlowing;
    private Playback? _playback;
    private byte[] _background = [];
    private int _backgroundOffset;

    /// <summary>Repeats whole frames, or with none is silent.</summary>
    public void SetBackground(byte[] sound)
    {
        lock (_lock)
        {
            (_background, _backgroundOffset) = (sound, 0);
        }
    }

    /// <summary>Plays a sound, instead of the one before.</summary>
    /// <returns>Completes when all of it was read, or is canceled.</returns>
    public async Task PlayAsync(ReadOnlyMemory<byte> sound, CancellationToken cancellationToken)
    {
        var playback = new Playback(sound);
        lock (_lock)
        {
            _playback = playback;
        }

        try
        {
            await playback.Ended.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            lock (_lock)
            {
                _playback = _playback == playback ? null : _playback;
            }
        }
    }

    /// <summary>Adds sound of the other side.</summary>
    public void Add(ReadOnlySpan<byte> sound)
    {
        lock (_lock)
        {
            sound = sound.Length > Capacity ? sound[^Capacity..] : sound;
            Drop(Math.Max(0, _count + sound.Length - Capacity));
            sound.CopyTo(_live.AsSpan(_count));
            _count += sound.Length;
        }
    }

    public void Read(Span<byte> frame)
    {
        lock (_lock)
        {
            ReadBackground(frame);
            _isFlowing = _count >= (_isFlowing ? Audio.FrameLength : Start);
            if (_isFlowing)
            {
                _live.AsSpan(0, frame.Length).CopyTo(frame);
                Drop(frame.Length);
            }

            if (_playback is { } playback && playback.Read(frame))
            {
                _playback = null;
            }
        }
    }

    private void ReadBackground(Span<byte> frame)
    {
        frame.Fill(Audio.Silence);
        if (_background.Length > 0)
        {
            _background.AsSpan(_backgroundOffset, frame.Length).CopyTo(frame);
            _backgroundOffset = (_backgroundOffset + frame.Length) % _background.Length;
        }
    }

    private void Drop(int count)
    {
        _live.AsSpan(count, _count - count).CopyTo(_live);
        _count -= count;
    }

    private sealed class Playback(ReadOnlyMemory<byte> sound)
    {
        private int _offset;

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <returns>Whether this was the end.</returns>
        public bool Read(Span<byte> frame)
        {
            var next = sound.Span[_offset..];
            next = next.Length > frame.Length ? next[..frame.Length] : next;
            frame.Fill(Audio.Silence);
            next.CopyTo(frame);
            _offset += next.Length;
            return _offset == sound.Length && Ended.TrySetResult();
        }
    }
}
