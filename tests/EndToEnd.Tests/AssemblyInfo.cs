// Three at a time, for two cores: while one waits for a call to be set up, or for time to pass, the others can go on.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.All, MaxThreads = 3)]

[assembly: AssemblyFixture(typeof(EndToEnd.Harness.Browser))]
[assembly: AssemblyFixture(typeof(EndToEnd.Harness.Application))]
[assembly: AssemblyFixture(typeof(EndToEnd.Tests.Matrix.MatrixReport))]
