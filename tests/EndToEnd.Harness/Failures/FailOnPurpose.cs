namespace EndToEnd.Harness;

/// <summary>Runs a test again in another process, where it has to fail, to check the failure bundle that it leaves.</summary>
public static class FailOnPurpose
{
    private const string Variable = "FAIL_ON_PURPOSE";

    /// <summary>Whether this is the process in which the test has to fail.</summary>
    public static bool IsDue => Environment.GetEnvironmentVariable(Variable) is not null;

    /// <summary>Runs the current test again, where it has to fail.</summary>
    /// <param name="folder">The expected failure bundle.</param>
    /// <param name="limit">Includes the start of everything that the test needs.</param>
    /// <param name="environment">More environment variables.</param>
    /// <returns>The bundle's README.md.</returns>
    public static async Task<string> RunAsync(string folder, TimeSpan limit, IReadOnlyDictionary<string, string?>? environment = null)
    {
        Assert.False(IsDue, "The test should have failed before this line.");
        var test = TestContext.Current;
        await using var run = ChildProcess.Start(
            ChildProcess.DotNet,
            [test.TestAssembly!.AssemblyPath, "-method", $"{test.TestClass!.TestClassName}.{test.TestMethod!.MethodName}"],
            environment: new Dictionary<string, string?>(environment ?? new Dictionary<string, string?>()) { [Variable] = "1" });
        Assert.True(await run.EndsAsync(limit) != 0, run.Output);

        var firstPage = Path.Combine(folder, "README.md");
        Assert.True(File.Exists(firstPage), $"The failed test left no {firstPage}. Its output:\n{run.Output}");
        return await File.ReadAllTextAsync(firstPage, test.CancellationToken);
    }
}
