using System.Diagnostics;
using TwilioSandbox.Media.Endpoint;
using TwilioSandbox.Media.Sounds;
using TwilioSandbox.Tests.Media.Endpoint;

namespace CallBenchmark;

/// <summary>A call that hears a sound, and the times at which its packets arrived.</summary>
internal sealed class MeasuredCall(MediaClock clock, MediaClock browserClock, int seconds) : IDisposable
{
    private readonly AudioEndpoint _endpoint = new(clock);
    private readonly TestBrowser _browser = new();
    private readonly (ushort Number, long At)[] _packets = new (ushort, long)[50 * seconds];
    private readonly byte[] _frame = new byte[Audio.FrameLength];
    private int _count;
    private bool _isMeasuring;

    /// <summary>Packets that did not arrive, between the first and the last.</summary>
    public int Lost => (ushort)(_packets[_count - 1].Number - _packets[0].Number) + 1 - _count;

    public int Misordered => Enumerable.Range(1, _count - 1).Count(i => _packets[i].Number != (ushort)(_packets[i - 1].Number + 1));

    public async Task ConnectAsync()
    {
        _browser.Received = Receive;
        _endpoint.Connect(_browser.Sdp);
        await _browser.ConnectAsync(_endpoint.Answer(_browser.Sdp));
        browserClock.Add(Say);
    }

    public async Task PlayAsync()
    {
        Volatile.Write(ref _isMeasuring, true);
        await _endpoint.PlayAsync(new byte[(seconds + 1) * Audio.Rate], CancellationToken.None);
    }

    public IEnumerable<double> Lateness() => CallBenchmark.Lateness.Of(_packets.Take(_count).Select(packet => ((int)(ushort)(packet.Number - _packets[0].Number), packet.At)));

    public void Dispose()
    {
        browserClock.Remove(Say);
        _endpoint.Dispose();
        _browser.Dispose();
    }

    private void Say() => _browser.Say(_frame);

    private void Receive(ushort number)
    {
        if (Volatile.Read(ref _isMeasuring) && _count < _packets.Length)
        {
            _packets[_count++] = (number, Stopwatch.GetTimestamp());
        }
    }
}
