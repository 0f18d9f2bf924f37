namespace EndToEnd.Tests.Faults;

/// <summary>Something that goes wrong, and what a person is then told.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Cause">How the cause is named.</param>
/// <param name="Remedy">How the remedy is named.</param>
/// <param name="Inject">Makes it go wrong. The answer is what is shown: on the page, on the console, or by the test.</param>
public sealed record Fault(string Name, string Cause, string Remedy, Func<FaultTests, Task<string>> Inject)
{
    /// <summary>So long at the most until it is shown.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
}
