using System.Text;
using TwilioSandbox.Faults;

namespace TwilioSandbox.Tests.Faults;

public class FaultRequestTests
{
    [Theory]
    [InlineData("""{}""", "kind", "is missing; it must be one of drop-signaling, ")]
    [InlineData("""null""", "kind", "is missing")]
    [InlineData("""{"kind":"explode"}""", "kind", "must be one of")]
    [InlineData("""{"kind":7}""", "kind", "must be one of")]
    [InlineData("""{"kind":"delay-signaling"}""", "delayMs", "is missing; it must be a whole number from 1 to 60000.")]
    [InlineData("""{"kind":"delay-signaling","delayMs":0}""", "delayMs", "from 1 to 60000")]
    [InlineData("""{"kind":"delay-signaling","delayMs":1.5}""", "delayMs", "from 1 to 60000")]
    [InlineData("""{"kind":"delay-signaling","delayMs":"1"}""", "delayMs", "from 1 to 60000")]
    [InlineData("""{"kind":"delay-signaling","delayMs":9999999999}""", "delayMs", "from 1 to 60000")]
    [InlineData("""{"kind":"drop-signaling","delayMs":1}""", "delayMs", "has no meaning for drop-signaling")]
    [InlineData("""{"kind":"drop-signaling","client":"<b>"}""", "client", "must be a client name")]
    [InlineData("""{"kind":"drop-signaling","chance":0}""", "chance", "above 0 and up to 1")]
    [InlineData("""{"kind":"drop-signaling","cuont":1}""", "cuont", "is not known here; kind, client,")]
    [InlineData("""{"kind":"drop-signaling","count":1,"count":2}""", "count", "must be a whole number")]
    [InlineData("""{"kind":"refuse-registration","code":401}""", "code", "from 10000 to 99999")]
    [InlineData("""{"kind":"wrong-clock","offsetSeconds":60,"count":1}""", "count", "has no meaning for wrong-clock")]
    [InlineData("""[]""", "", "one JSON object")]
    [InlineData("""{""", "", "one JSON object")]
    [InlineData("", "", "one JSON object")]
    public void What_breaks_a_rule_is_named_with_the_rule(string body, string name, string rule)
    {
        Assert.Null(FaultReader.Read(Encoding.UTF8.GetBytes(body), out var errors));
        Assert.Contains(rule, Assert.Single(errors[name]), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_broken_rule_is_named_at_once()
    {
        FaultReader.Read("""{"kind":"delay-signaling","jitterMs":-1,"count":0,"for":0}"""u8, out var errors);
        Assert.Equal(["delayMs", "jitterMs", "count", "for"], errors.Keys);
    }

    [Fact]
    public void The_same_seed_makes_the_same_delays_within_the_jitter()
    {
        var (first, second, other) = (Delays(7), Delays(7), Delays(8));
        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
        Assert.All(first, delay => Assert.InRange(delay, 100, 150));
    }

    [Fact]
    public void Every_field_that_a_kind_takes_is_known() =>
        Assert.All(FaultKind.All, kind => Assert.Subset(FaultReader.FieldNames.ToHashSet(), kind.Needs.Concat(kind.Takes).ToHashSet()));

    private static double[] Delays(int seed)
    {
        var fault = new Fault(new() { Kind = FaultKind.DelaySignaling, DelayMs = 100, JitterMs = 50 }, 1, seed, default);
        return [.. Enumerable.Range(0, 20).Select(_ => fault.Strikes(out var delay) ? delay.TotalMilliseconds : 0)];
    }
}
