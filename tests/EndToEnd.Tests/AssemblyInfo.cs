// Two at a time, for two cores: while one waits for a call to be set up, the other can go on. With more of them the sound of all calls comes too late.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.All, MaxThreads = 2)]

[assembly: AssemblyFixture(typeof(EndToEnd.Harness.Browser))]
[assembly: AssemblyFixture(typeof(EndToEnd.Harness.Application))]
[assembly: AssemblyFixture(typeof(EndToEnd.Tests.Matrix.MatrixReport))]
