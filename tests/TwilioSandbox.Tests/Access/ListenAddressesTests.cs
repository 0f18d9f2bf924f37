using Microsoft.Extensions.Configuration;
using TwilioSandbox.Access;

namespace TwilioSandbox.Tests.Access;

public class ListenAddressesTests
{
    [Theory]
    [InlineData("urls", "http://localhost:5102")]
    [InlineData("urls", "http://127.0.0.1:0;https://[::1]:5102")]
    [InlineData("Kestrel:Endpoints:Http:Url", "http://127.0.0.1:5102")]
    public void Loopback_is_what_it_listens_on(string key, string value) => Assert.Null(Explain((key, value)));

    [Theory]
    [InlineData("urls", "http://*:5102")]
    [InlineData("urls", "http://+:5102")]
    [InlineData("urls", "http://0.0.0.0:5102")]
    [InlineData("urls", "http://[::]:5102")]
    [InlineData("urls", "http://192.0.2.1:5102")]
    [InlineData("urls", "http://localhost.evil.example:5102")]
    [InlineData("urls", "http://localhost:5102;http://my-machine:5102")]
    [InlineData("http_ports", "8080")]
    [InlineData("https_ports", "8443")]
    [InlineData("Kestrel:Endpoints:Http:Url", "http://*:5102")]
    public void Anything_beyond_is_refused_until_it_is_wanted_in_so_many_words(string key, string value)
    {
        Assert.Contains("Sandbox__ListenBeyondLoopback=true", Explain((key, value)), StringComparison.Ordinal);
        Assert.Null(Explain((key, value), ("Sandbox:ListenBeyondLoopback", "true")));
    }

    [Theory]
    [InlineData("localhost:5102")]
    [InlineData("http:/localhost")]
    public void What_is_no_address_is_named(string value) => Assert.Contains($"'{value}', which is no address", Explain(("urls", value)), StringComparison.Ordinal);

    [Fact]
    public void Ports_do_not_count_beside_addresses() => Assert.Null(Explain(("urls", "http://localhost:5102"), ("http_ports", "8080")));

    private static string? Explain(params (string Key, string Value)[] settings) => ListenAddresses.Explain(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build());
}
