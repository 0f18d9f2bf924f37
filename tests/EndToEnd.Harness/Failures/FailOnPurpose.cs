namespace EndToEnd.Harness;

/// <summary>A test that really fails, to see what is left of it: the same test, once more, in a program of its own.</summary>
public static class FailOnPurpose
{
    private const string Variable = "FAIL_ON_PURPOSE";

    /// <summary>Whether this is that program, in which the test has to fail.</summary>
    public static bool IsDue => Environment.GetEnvironmentVariable(Variable) is not null;

    /// <summary>Runs the current test once more, where it has to fail.</summary>
    /// <param name="folder">Where what it leaves should be.</param>
    /// <param name="limit">For starting once more whatever it needs.</param>
    /// <param name="environment">What else that program has in its environment.</param>
    /// <returns>The first page of what it left.</returns>
    public static async Task<string> RunAsync(string folder, TimeSpan limit, IReadOnlyDictionary<string, string?>? environment = null)
    {
        Assert.False(IsDue, "The test should have failed before it came here.");
        var test = TestContext.Current;
        await using var run = ChildProcess.Start(
            ChildProcess.DotNet,
            [test.TestAssembly!.AssemblyPath, "-method", $"{test.TestClass!.TestClassName}.{test.TestMethod!.MethodName}"],
            environment: new Dictionary<string, string?>(environment ?? new Dictionary<string, string?>()) { [Variable] = "1" });
        Assert.True(await run.EndsAsync(limit) != 0, run.Output);

        var firstPage = Path.Combine(folder, "README.md");
        Assert.True(File.Exists(firstPage), $"The test that failed left no {firstPage}. Its program said:\n{run.Output}");
        return await File.ReadAllTextAsync(firstPage, test.CancellationToken);
    }
}
