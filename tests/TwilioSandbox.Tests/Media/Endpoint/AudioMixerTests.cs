using TwilioSandbox.Media.Endpoint;
using TwilioSandbox.Media.Sounds;

namespace TwilioSandbox.Tests.Media.Endpoint;

public sealed class AudioMixerTests : IDisposable
{
    private const int Frames = 20;

    private readonly MediaClock _clock = new(isManual: true);
    private readonly AudioMixer _mixer;
    private readonly Party[] _parties;

    public AudioMixerTests()
    {
        _mixer = new(_clock);
        _parties = [new(_clock, 1000), new(_clock, 200), new(_clock, 30)];
        Array.ForEach(_parties, party => _mixer.Add(party.Endpoint));
    }

    public void Dispose()
    {
        _mixer.Dispose();
        Array.ForEach(_parties, party => party.Endpoint.Dispose());
    }

    [Fact]
    public void Each_party_hears_the_sum_of_the_others() => Hear(200 + 30, 1000 + 30, 1000 + 200);

    [Fact]
    public void Loud_parties_are_limited_and_do_not_wrap_around()
    {
        (_parties[0].Level, _parties[1].Level) = (30_000, 30_000);
        Hear(30_000, 30_000, 32_124);
        (_parties[0].Level, _parties[1].Level) = (-30_000, -30_000);
        Hear(-30_000, -30_000, -32_124);
    }

    [Fact]
    public void Muted_party_hears_the_others_and_is_not_heard_until_unmuted()
    {
        _mixer.SetMuted(_parties[0].Endpoint, true);
        Hear(200 + 30, 30, 200);
        _mixer.SetMuted(_parties[0].Endpoint, false);
        Hear(200 + 30, 1000 + 30, 1000 + 200);
    }

    [Fact]
    public void Held_party_hears_silence_and_is_not_heard_until_resumed()
    {
        _mixer.SetHeld(_parties[0].Endpoint, true);
        Hear(0, 30, 200);
        _mixer.SetHeld(_parties[0].Endpoint, false);
        Hear(200 + 30, 1000 + 30, 1000 + 200);
    }

    [Fact]
    public void Held_party_hears_its_background()
    {
        _parties[0].Endpoint.PlayInBackground([.. Enumerable.Repeat(Audio.Encode(5000), Audio.FrameLength)]);
        Hear(200 + 30, 1000 + 30, 1000 + 200);
        _mixer.SetHeld(_parties[0].Endpoint, true);
        Hear(5000, 30, 200);
    }

    [Fact]
    public void Party_that_left_is_not_heard_and_hears_nothing()
    {
        _mixer.Remove(_parties[0].Endpoint);
        Assert.Null(_parties[0].Endpoint.Heard);
        Hear(0, 30, 200);
        _mixer.Remove(_parties[1].Endpoint);
        Hear(0, 0, 0);
    }

    [Fact]
    public void Party_in_a_conference_can_have_another_listener()
    {
        List<byte> heard = [];
        _parties[0].Endpoint.Heard += sound => heard.AddRange(sound);
        Hear(200 + 30, 1000 + 30, 1000 + 200);
        Assert.Equal(Frames * Audio.FrameLength, heard.Count);
        _mixer.Remove(_parties[0].Endpoint);
        Assert.NotNull(_parties[0].Endpoint.Heard);
    }

    [Fact]
    public void Party_that_is_added_or_removed_twice_counts_once()
    {
        _mixer.Remove(_parties[0].Endpoint);
        _mixer.Remove(_parties[0].Endpoint);
        _mixer.SetMuted(_parties[0].Endpoint, true);
        _mixer.SetHeld(_parties[0].Endpoint, true);
        _mixer.Add(_parties[0].Endpoint);
        _mixer.Add(_parties[0].Endpoint);
        Hear(200 + 30, 1000 + 30, 1000 + 200);
        _mixer.Remove(_parties[0].Endpoint);
        Assert.Null(_parties[0].Endpoint.Heard);
    }

    [Fact]
    public void Ended_conference_leaves_its_parties()
    {
        _mixer.Dispose();
        Assert.All(_parties, party => Assert.Null(party.Endpoint.Heard));
        Hear(0, 0, 0);
    }

    /// <summary>Everybody speaks for some frames, and then hears these levels.</summary>
    private void Hear(params int[] levels)
    {
        for (var i = 0; i < Frames; i++)
        {
            Array.ForEach(_parties, party => party.Say());
            _clock.Tick();
        }

        Assert.Equal(levels.Select(Round), _parties.Select(party => (int)Audio.Decode(party.Last)));
    }

    // µ-law has few levels.
    private static int Round(int level) => Audio.Decode(Audio.Encode(level));

    private sealed class Party
    {
        public Party(MediaClock clock, int level)
        {
            Level = level;
            Endpoint = new(clock) { Sent = frame => Last = frame[^1] };
            Endpoint.StartWithoutBrowser();
        }

        public AudioEndpoint Endpoint { get; }

        public int Level { get; set; }

        public byte Last { get; private set; }

        public void Say() => Endpoint.Heard?.Invoke(Enumerable.Repeat(Audio.Encode(Level), Audio.FrameLength).ToArray());
    }
}
