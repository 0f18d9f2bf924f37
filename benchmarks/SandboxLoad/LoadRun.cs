using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;

namespace SandboxLoad;

/// <summary>Registers the devices, sets up calls at a steady rate, lets them talk, and says what became of it.</summary>
internal sealed class LoadRun(SandboxProcess sandbox, LoadOptions options)
{
    private readonly Channel<(Phone Caller, Phone Callee)> _free = Channel.CreateUnbounded<(Phone, Phone)>();
    private readonly List<double> _setUpMilliseconds = [];
    private readonly List<string> _failures = [];
    private readonly Lock _lock = new();
    private long _sent;
    private long _received;
    private int _calls;
    private int _mostCalls;

    public async Task RunAsync()
    {
        using var media = new Media();
        var phones = await RegisterAsync();
        var memory = new List<double> { sandbox.ResidentMegabytes };

        var clock = Stopwatch.StartNew();
        var calls = new List<Task>();
        for (var call = 0; call < options.Rate * options.Seconds; call++)
        {
            var due = TimeSpan.FromSeconds((double)call / options.Rate);
            if (due > clock.Elapsed)
            {
                await Task.Delay(due - clock.Elapsed);
            }

            calls.Add(CallAsync(media, await _free.Reader.ReadAsync()));
            if (call % (options.Rate * 10) == options.Rate * 10 - 1)
            {
                memory.Add(sandbox.ResidentMegabytes);
            }
        }

        var setUpFor = clock.Elapsed;
        await Task.WhenAll(calls);
        Report(setUpFor, memory);
        foreach (var phone in phones)
        {
            await phone.DisposeAsync();
        }
    }

    private async Task<Phone[]> RegisterAsync()
    {
        var clock = Stopwatch.StartNew();
        var phones = Enumerable.Range(0, options.Devices).Select(number => new Phone($"phone{number}")).ToArray();
        await Parallel.ForEachAsync(phones, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (phone, _) =>
            await phone.RegisterAsync(sandbox.SignalUrl, SandboxProcess.TokenFor(phone.Name)));
        foreach (var pair in phones.Chunk(2))
        {
            _free.Writer.TryWrite((pair[0], pair[1]));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{phones.Length} devices registered in {clock.Elapsed.TotalSeconds:0.0} s"));
        return phones;
    }

    private async Task CallAsync(Media media, (Phone Caller, Phone Callee) pair)
    {
        try
        {
            var (caller, callee) = pair;
            var (invited, answered) = (callee.NextAsync("invite"), caller.NextAsync("answer"));
            var clock = Stopwatch.StartNew();
            await caller.SendAsync("invite", new { callsid = "TJ" + caller.Name, sdp = Phone.Sdp("caller"), preflight = false, twilio = new { @params = "To=" + callee.Name } });
            var invite = await invited;
            var calleeSid = invite.GetProperty("callsid").GetString();
            await callee.SendAsync("answer", new { callsid = calleeSid, sdp = Phone.Sdp("callee") });
            var answer = await answered;
            var setUp = clock.Elapsed.TotalMilliseconds;

            Count(+1);
            using var callerEnd = media.Join(Phone.RelayIn(answer));
            using var calleeEnd = media.Join(Phone.RelayIn(invite));
            (callerEnd.Peer, calleeEnd.Peer) = (calleeEnd, callerEnd);
            await Task.WhenAll(callerEnd.Heard, calleeEnd.Heard).WaitAsync(TimeSpan.FromSeconds(10));
            callerEnd.StartCounting();
            calleeEnd.StartCounting();
            await Task.Delay(TimeSpan.FromSeconds(options.Talk));
            callerEnd.StopSending();
            calleeEnd.StopSending();
            // What is on its way has this long to arrive.
            await Task.Delay(TimeSpan.FromMilliseconds(200));

            var ended = callee.NextAsync("hangup");
            await caller.SendAsync("hangup", new { callsid = answer.GetProperty("callsid").GetString() });
            await ended;
            Count(-1);
            lock (_lock)
            {
                _setUpMilliseconds.Add(setUp);
                _sent += callerEnd.Sent + calleeEnd.Sent;
                _received += callerEnd.Received + calleeEnd.Received;
            }
        }
        catch (TimeoutException e)
        {
            lock (_lock)
            {
                _failures.Add(e.Message);
            }
        }

        await _free.Writer.WriteAsync(pair);
    }

    private void Count(int change)
    {
        lock (_lock)
        {
            _calls += change;
            _mostCalls = Math.Max(_mostCalls, _calls);
        }
    }

    private void Report(TimeSpan setUpFor, List<double> memory)
    {
        _setUpMilliseconds.Sort();
        double Percentile(double p) => _setUpMilliseconds.Count == 0 ? double.NaN : _setUpMilliseconds[(int)(p * (_setUpMilliseconds.Count - 1))];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {_setUpMilliseconds.Count} calls in {setUpFor.TotalSeconds:0.0} s, at most {_mostCalls} at once; {_failures.Count} failed
            set-up: median {Percentile(0.5):0} ms, p99 {Percentile(0.99):0} ms, longest {Percentile(1):0} ms
            packets: {_sent} sent, {_sent - _received} lost ({100.0 * (_sent - _received) / Math.Max(1, _sent):0.0000} %)
            memory of the sandbox: {string.Join(", ", memory.Select(m => m.ToString("0", CultureInfo.InvariantCulture)))} MiB, every 10 s
            """));
    }
}
