// A start and a stop of AppHost mostly wait, so more classes run at a time than a small machine has cores.
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)]
[assembly: AssemblyFixture(typeof(Browser))]
