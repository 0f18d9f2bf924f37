// Three tests at a time on two cores, because each mostly waits.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.All, MaxThreads = 3)]

[assembly: AssemblyFixture(typeof(EndToEnd.Harness.Browser))]
[assembly: AssemblyFixture(typeof(EndToEnd.Harness.Application))]
[assembly: AssemblyFixture(typeof(EndToEnd.Tests.Matrix.MatrixReport))]
