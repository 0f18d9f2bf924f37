namespace EndToEnd.Tests.Faults;

/// <summary>An injected fault and the text that must explain it.</summary>
/// <param name="Name">The fault.</param>
/// <param name="Cause">Names the cause.</param>
/// <param name="Remedy">Names the remedy.</param>
/// <param name="Inject">Injects the fault and returns the text that the page or the test then shows.</param>
public sealed record Fault(string Name, string Cause, string Remedy, Func<FaultTests, Task<string>> Inject)
{
    /// <summary>The longest time until the text is shown.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
}
