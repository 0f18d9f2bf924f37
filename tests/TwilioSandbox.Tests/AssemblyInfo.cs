// Every test has a sandbox, a clock and an application of its own, and waits more than it works.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.All, MaxThreads = 4)]
