using System.Collections.Concurrent;
using Xunit.Sdk;

namespace EndToEnd.Harness;

/// <summary>Tests that failed after their last line, because of a token that a page had received or a complaint of a page.</summary>
public static class LateFailures
{
    private static readonly ConcurrentBag<string> s_tests = [];

    /// <summary>Whether this test failed so.</summary>
    public static bool Has(ITest test) => s_tests.Contains(test.UniqueID);

    internal static void Add(ITest test) => s_tests.Add(test.UniqueID);
}
