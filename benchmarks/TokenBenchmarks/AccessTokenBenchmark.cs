using BenchmarkDotNet.Attributes;

namespace TokenBenchmarks;

[MemoryDiagnoser]
public class AccessTokenBenchmark
{
    private readonly Product _product = new(TimeProvider.System);
    private readonly Floor _floor = new(TimeProvider.System);
    private readonly Floor _floorWithKeptHmac = new(TimeProvider.System, keepHmac: true);
    private readonly LegacyHandler _legacy = new(TimeProvider.System);

    [Benchmark(Baseline = true, Description = "floor: Utf8JsonWriter, Base64Url, HMACSHA256")]
    public string Floor() => _floor.AccessToken();

    [Benchmark(Description = "floor with a kept HMAC")]
    public string FloorWithKeptHmac() => _floorWithKeptHmac.AccessToken();

    [Benchmark(Description = "AccessToken")]
    public string Product() => _product.AccessToken();

    [Benchmark(Description = "JwtSecurityTokenHandler.CreateToken")]
    public string Legacy() => _legacy.AccessToken();
}
