using BenchmarkDotNet.Attributes;

namespace TokenBenchmarks;

[MemoryDiagnoser]
public class CapabilityBenchmark
{
    private readonly Product _product = new(TimeProvider.System);
    private readonly Floor _floor = new(TimeProvider.System);
    private readonly Floor _floorWithKeptHmac = new(TimeProvider.System, keepHmac: true);
    private readonly LegacyHandler _legacy = new(TimeProvider.System);

    [Benchmark(Baseline = true, Description = "floor: Utf8JsonWriter, Base64Url, HMACSHA256")]
    public string Floor() => _floor.Capability();

    [Benchmark(Description = "floor with a kept HMAC")]
    public string FloorWithKeptHmac() => _floorWithKeptHmac.Capability();

    [Benchmark(Description = "Capability")]
    public string Product() => _product.Capability();

    [Benchmark(Description = "JwtSecurityTokenHandler.CreateToken")]
    public string Legacy() => _legacy.Capability();
}
