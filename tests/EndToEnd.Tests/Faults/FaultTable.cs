namespace EndToEnd.Tests.Faults;

/// <summary>Every fault that is injected. A row says what a person is told then.</summary>
public static class FaultTable
{
    public static IReadOnlyList<Fault> All { get; } = [.. ApiFaults.All, .. TokenFaults.All, .. CallFaults.All, .. ServiceFaults.All, .. TestFaults.All];

    /// <summary>The page itself tells, whichever SDK is in use.</summary>
    internal static IEnumerable<Fault> WithBoth(string name, string cause, string remedy, Func<FaultTests, int, Task<string>> inject) =>
        from sdk in (int[])[1, 2]
        select new Fault($"{name} (SDK {sdk})", cause, remedy, test => inject(test, sdk));
}
