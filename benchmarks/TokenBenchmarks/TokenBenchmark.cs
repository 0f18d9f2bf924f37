using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;

namespace TokenBenchmarks;

[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class TokenBenchmark
{
    private readonly Product _product = new(TimeProvider.System);
    private readonly Floor _floor = new(TimeProvider.System);

    [Benchmark(Baseline = true), BenchmarkCategory("capability")]
    public string CapabilityFloor() => _floor.Capability();

    [Benchmark, BenchmarkCategory("capability")]
    public string Capability() => _product.Capability();

    [Benchmark(Baseline = true), BenchmarkCategory("access")]
    public string AccessTokenFloor() => _floor.AccessToken();

    [Benchmark, BenchmarkCategory("access")]
    public string AccessToken() => _product.AccessToken();
}
