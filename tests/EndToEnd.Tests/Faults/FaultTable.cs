namespace EndToEnd.Tests.Faults;

/// <summary>Every fault that is injected. A row says what a person is told then.</summary>
public static class FaultTable
{
    public static IReadOnlyList<Fault> All { get; } = [.. ApiFaults.All, .. TokenFaults.All, .. CallFaults.All, .. ServiceFaults.All, .. TestFaults.All];
}
