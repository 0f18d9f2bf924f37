using EndToEnd.Harness;

namespace EndToEnd.Tests.Offline;

/// <summary>Nothing of this needs the internet, once the packages are there.</summary>
public sealed class OfflineTests
{
    private const string CallTest = $"EndToEnd.Tests.{nameof(OutgoingApplicationTests)}.{nameof(OutgoingApplicationTests.Two_windows_of_one_browser_are_two_people_who_can_call_each_other)}";

    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Two_people_can_call_each_other_where_there_is_no_network_but_loopback()
    {
        await LoopbackOnly.RequireAsync();
        var program = Path.Combine(AppContext.BaseDirectory, "EndToEnd.Tests.dll");
        await using var run = LoopbackOnly.Start($"exec '{ChildProcess.DotNet}' '{program}' -method '{CallTest}'");

        Assert.True(await run.EndsAsync(s_limit) == 0, run.Output);
        Assert.Contains("Total: 1", run.Output, StringComparison.Ordinal);
    }
}
