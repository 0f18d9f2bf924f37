using Packages.Tests;

[assembly: AssemblyFixture(typeof(LocalFeed))]

// The samples use fixed ports.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
