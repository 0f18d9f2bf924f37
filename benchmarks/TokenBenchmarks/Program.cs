using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using TokenBenchmarks;

Agreement.Check();

// In this process: the project that BenchmarkDotNet would generate inherits this repository's build rules, and breaks them.
var config = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkSwitcher.FromAssembly(typeof(Agreement).Assembly).Run(args, config);
