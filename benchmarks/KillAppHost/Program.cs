using Aspire.Hosting.Testing;
using KillAppHost;

// dotnet run --project benchmarks/KillAppHost -- [times] [seed]
// Kills AppHost with kill -9, each time at another moment, and looks for what it leaves behind. Linux only.
if (args is ["host"])
{
    // What is killed: the whole application, on free ports, until somebody ends this process.
    var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>();
    await using var app = await builder.BuildAsync();
    await app.StartAsync();
    Console.WriteLine(Kill.Started);
    await Task.Delay(Timeout.Infinite);
}

var times = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 50;
var seed = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : Environment.TickCount;
Console.WriteLine($"{times} kills, seed {seed}");

// A little longer than the start takes, so that some of the kills meet a running application.
var longest = await Kill.StartTimeAsync(CancellationToken.None) * 1.2;
var failed = 0;
var random = new Random(seed);
for (var i = 1; i <= times; i++)
{
    var moment = longest * random.NextDouble();
    var result = await Kill.AtAsync(moment, CancellationToken.None);
    failed += result.Left is null ? 0 : 1;
    Console.WriteLine($"{i,3}: killed after {moment.TotalSeconds:0.00} s with {result.Descendants} descendants: "
        + (result.Left is null ? $"all gone within {result.Gone.TotalSeconds:0.0} s" : $"LEFT BEHIND {result.Left}"));
}

Console.WriteLine(failed == 0 ? $"Nothing was left behind in {times} kills." : $"{failed} of {times} kills left something behind.");
return failed == 0 ? 0 : 1;
