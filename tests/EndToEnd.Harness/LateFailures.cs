using System.Collections.Concurrent;
using Xunit.Sdk;

namespace EndToEnd.Harness;

/// <summary>Tests that failed only when they were over: by a token that one of their pages had received, or by what a page complained of.</summary>
public static class LateFailures
{
    private static readonly ConcurrentBag<string> s_tests = [];

    /// <summary>Whether this was one of them.</summary>
    public static bool Has(ITest test) => s_tests.Contains(test.UniqueID);

    internal static void Add(ITest test) => s_tests.Add(test.UniqueID);
}
