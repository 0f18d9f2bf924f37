using System.Collections.Concurrent;
using EndToEnd.Harness;
using TwilioSandbox.Media.Endpoint;
using TwilioSandbox.Media.Sounds;

namespace TwilioSandbox.Tests.Media.Endpoint;

public sealed class ManyCallsTests : IDisposable
{
    private const int Count = 50;

    private readonly MediaClock _clock = new();
    private readonly Call[] _calls;

    public ManyCallsTests() => _calls = [.. Enumerable.Range(0, Count).Select(number => new Call(_clock, number))];

    public void Dispose() => Array.ForEach(_calls, call => call.Dispose());

    [Fact]
    public async Task Fifty_calls_at_once_lose_no_packet_and_each_hears_its_own_sound_in_order()
    {
        await Task.WhenAll(_calls.Select(call => call.ConnectAsync()));
        await Task.WhenAll(_calls.Select(call => call.PlayAsync()));
        foreach (var call in _calls)
        {
            await Wait.UntilAsync("the whole sound", () => Task.FromResult(call.FindSound()), at => at >= 0, SandboxApp.Limit);
            var numbers = call.SequenceNumbers;
            Assert.Equal(Enumerable.Range(numbers[0], numbers.Length), numbers.Select(number => (int)number));
        }
    }

    private sealed class Call(MediaClock clock, int number) : IDisposable
    {
        private readonly AudioEndpoint _endpoint = new(clock);
        private readonly TestBrowser _browser = new();
        private readonly ConcurrentQueue<ushort> _numbers = new();
        private readonly byte[] _sound = new byte[2 * Audio.Rate];

        /// <summary>They start below 32768, and do not roll over in this time.</summary>
        public ushort[] SequenceNumbers => [.. _numbers];

        public async Task ConnectAsync()
        {
            new Random(number).NextBytes(_sound);
            _browser.Received = _numbers.Enqueue;
            _endpoint.Connect(_browser.Sdp);
            await _browser.ConnectAsync(_endpoint.Answer(_browser.Sdp));
            await Wait.UntilAsync("a packet of the endpoint", () => Task.FromResult(_numbers.IsEmpty), isEmpty => !isEmpty, SandboxApp.Limit);
        }

        public Task PlayAsync() => _endpoint.PlayAsync(_sound, TestContext.Current.CancellationToken).WaitAsync(SandboxApp.Limit);

        public int FindSound() => _browser.Heard.ToArray().AsSpan().IndexOf(_sound);

        public void Dispose()
        {
            _endpoint.Dispose();
            _browser.Dispose();
        }
    }
}
