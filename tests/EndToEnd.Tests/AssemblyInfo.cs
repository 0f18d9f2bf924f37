// One application, one browser, two cores: side by side the tests would only wait for each other.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

[assembly: AssemblyFixture(typeof(EndToEnd.Tests.Harness.Browser))]
