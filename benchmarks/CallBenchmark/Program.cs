using System.Diagnostics;
using System.Globalization;
using CallBenchmark;
using TwilioSandbox.Media.Endpoint;

// Plays a sound in many calls at once, and measures how late each packet reaches its browser. The browsers are in this process, and speak too.
// dotnet run -c Release --project benchmarks/CallBenchmark [calls] [seconds]
var (count, seconds) = (args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 50, args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 20);
var (clock, browserClock) = (new MediaClock(), new MediaClock());
var calls = Enumerable.Range(0, count).Select(_ => new MeasuredCall(clock, browserClock, seconds)).ToArray();
foreach (var call in calls)
{
    await call.ConnectAsync();
}

var (ticks, tickCount) = (new long[50 * seconds], 0);
clock.Add(() => ticks[Math.Min(tickCount++, ticks.Length - 1)] = Stopwatch.GetTimestamp());
var (start, startCpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
await Task.WhenAll(calls.Select(call => call.PlayAsync()));
var cpu = (Environment.CpuUsage.TotalTime - startCpu) / Stopwatch.GetElapsedTime(start);

// A tick sends a packet of every call. Its lateness is the sandbox's own, without the network and the browser.
double[] lateTicks = [.. Lateness.Of(ticks.Take(Math.Min(tickCount, ticks.Length - 1)).Select((at, number) => (number, at))).Order()];
double[] late = [.. calls.SelectMany(call => call.Lateness()).Order()];
Write($"{count} calls for {seconds} s: {late.Length} packets, {calls.Sum(call => call.Lost)} lost, {calls.Sum(call => call.Misordered)} out of order");
Write($"late in the browser: {Lateness.Describe(late)}; {late.Count(ms => ms > 60)} packets by more than 60 ms");
Write($"late ticks of the clock: {Lateness.Describe(lateTicks)}");
Write($"processor: {100 * cpu / count:0.00} % of a core for a call and its browser together");
Array.ForEach(calls, call => call.Dispose());

static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
