using Packages.Tests;

[assembly: AssemblyFixture(typeof(LocalFeed))]
