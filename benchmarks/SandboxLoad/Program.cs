using SandboxLoad;

// How much the sandbox carries: dotnet run -c Release --project benchmarks/SandboxLoad [-- --devices 2000 --rate 100 --talk 2 --seconds 60]
// With the rate and the length of a call goes how many there are at once: 100 a second of 2 s each are 200.
var options = new ConfigurationBuilder().AddCommandLine(args).Build().Get<LoadOptions>() ?? new LoadOptions();

await using var voice = await VoiceApplication.StartAsync();
await using var sandbox = await SandboxProcess.StartAsync(voice.Url);

await new LoadRun(sandbox, options).RunAsync();
await RelayRatio.MeasureAsync(sandbox);
