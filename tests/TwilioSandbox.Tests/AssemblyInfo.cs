// Every test has its own sandbox, clock and application, and mostly waits.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.All, MaxThreads = 4)]
