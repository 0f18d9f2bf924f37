using TwilioSandbox.Media.Sounds;

namespace TwilioSandbox.Media.Endpoint;

/// <summary>A conference: each party hears the sum of the others.</summary>
/// <remarks>A party that is alone or on hold gets no sound from here, so it hears its own background.</remarks>
internal sealed class AudioMixer : IDisposable
{
    private readonly Lock _lock = new();
    private readonly MediaClock _clock;
    private readonly Dictionary<AudioEndpoint, Member> _members = [];
    private readonly int[] _sum = new int[Audio.FrameLength];
    private readonly byte[] _frame = new byte[Audio.FrameLength];

    public AudioMixer(MediaClock clock)
    {
        _clock = clock;
        clock.Add(Tick);
    }

    public void Add(AudioEndpoint party)
    {
        lock (_lock)
        {
            var member = new Member();
            if (_members.TryAdd(party, member))
            {
                party.Heard += member.Queue.Add;
            }
        }
    }

    public void Remove(AudioEndpoint party)
    {
        lock (_lock)
        {
            if (_members.Remove(party, out var member))
            {
                party.Heard -= member.Queue.Add;
            }
        }
    }

    /// <summary>The others do not hear a muted party.</summary>
    public void SetMuted(AudioEndpoint party, bool isMuted) => Change(party, member => member.IsMuted = isMuted);

    /// <summary>A party on hold neither hears the others nor is heard.</summary>
    public void SetHeld(AudioEndpoint party, bool isHeld) => Change(party, member => member.IsHeld = isHeld);

    public void Dispose()
    {
        _clock.Remove(Tick);
        lock (_lock)
        {
            Array.ForEach([.. _members.Keys], Remove);
        }
    }

    private void Change(AudioEndpoint party, Action<Member> change)
    {
        lock (_lock)
        {
            if (_members.TryGetValue(party, out var member))
            {
                change(member);
            }
        }
    }

    private void Tick()
    {
        lock (_lock)
        {
            Array.Clear(_sum);
            foreach (var member in _members.Values)
            {
                member.Queue.Read(_frame);
                for (var i = 0; i < _sum.Length; i++)
                {
                    member.Samples[i] = member.IsMuted || member.IsHeld ? 0 : Audio.Decode(_frame[i]);
                    _sum[i] += member.Samples[i];
                }
            }

            foreach (var (party, member) in _members.Where(pair => _members.Count > 1 && !pair.Value.IsHeld))
            {
                for (var i = 0; i < _sum.Length; i++)
                {
                    _frame[i] = Audio.Encode(_sum[i] - member.Samples[i]);
                }

                party.Speak(_frame);
            }
        }
    }

    private sealed class Member
    {
        public AudioQueue Queue { get; } = new();

        public int[] Samples { get; } = new int[Audio.FrameLength];

        public bool IsMuted { get; set; }

        public bool IsHeld { get; set; }
    }
}
