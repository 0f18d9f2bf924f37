using System.Text.RegularExpressions;
using EndToEnd.Harness;

namespace EndToEnd.Tests;

/// <summary>A test that sleeps is slow where it need not be, and fails where the machine is slower still.</summary>
public sealed partial class NoSleepTests
{
    private static readonly string s_tests = Path.Combine(Repository.Root, "tests");

    [Fact]
    public void No_test_sleeps() => Assert.Empty(LinesWith(Sleep(), "*"));

    [Fact]
    public void Every_wait_for_a_page_is_one_that_says_what_it_saw() => Assert.Empty(LinesWith(BareWait(), "EndToEnd.Tests"));

    [Fact]
    public void No_wait_takes_the_promise_of_an_answer_for_the_answer() => Assert.Empty(LinesWith(PromisedWait(), "*"));

    // Files that are built, fetched or this one, which has the words in it.
    private static IEnumerable<string> LinesWith(Regex pattern, string project) =>
        from folder in Directory.GetDirectories(s_tests, project)
        from file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        where Path.GetExtension(file) is ".cs" or ".js" or ".mjs" or ".sh"
            && !Path.GetRelativePath(s_tests, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules")
            && Path.GetFileName(file) != "NoSleepTests.cs"
        from line in File.ReadLines(file).Index()
        where pattern.IsMatch(line.Item)
        select $"{Path.GetRelativePath(Repository.Root, file)}:{line.Index + 1}: {line.Item.Trim()}";

    // A thread's, a task's, Playwright's, a page's and the shell's. A loop that looks again has its condition in the same line.
    [GeneratedRegex(@"Thread\.Sleep|SpinWait|Task\.Delay\(|WaitForTimeout|^(?!.*while \(!).*new Promise\(.*setTimeout\(|^\s*sleep\s")]
    private static partial Regex Sleep();

    // Playwright asks for a function's result, but does not wait for it.
    [GeneratedRegex(@"WaitForFunction.*async")]
    private static partial Regex PromisedWait();

    [GeneratedRegex(@"(?<!Logs)\.WaitFor(Async|Selector|URL|Response|Request|Function|LoadState)|RunAndWaitFor|ToBeVisibleAsync")]
    private static partial Regex BareWait();
}
