using Microsoft.Extensions.Configuration;
using TwilioSandbox.Access;

namespace TwilioSandbox.Tests.Access;

public class ListenAddressesTests
{
    [Theory]
    [InlineData("urls", "http://localhost:5102")]
    [InlineData("urls", "http://127.0.0.1:0;https://[::1]:5102")]
    [InlineData("Kestrel:Endpoints:Http:Url", "http://127.0.0.1:5102")]
    public void Loopback_address_is_accepted(string key, string value) => Assert.Empty(Errors(false, (key, value)));

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
    public void Other_address_is_refused_unless_ListenBeyondLoopback_is_set(string key, string value)
    {
        Assert.Contains("Sandbox__ListenBeyondLoopback=true", Assert.Single(Errors(false, (key, value))), StringComparison.Ordinal);
        Assert.Empty(Errors(true, (key, value)));
    }

    [Theory]
    [InlineData("localhost:5102")]
    [InlineData("http:/localhost")]
    public void Malformed_address_is_refused_and_not_repeated(string value)
    {
        var error = Assert.Single(Errors(true, ("urls", value)));
        Assert.StartsWith("urls contains something that is not an address", error, StringComparison.Ordinal);
        Assert.DoesNotContain(value, error.Replace("http://localhost:5102", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Ports_do_not_count_beside_addresses() => Assert.Empty(Errors(false, ("urls", "http://localhost:5102"), ("http_ports", "8080")));

    private static IEnumerable<string> Errors(bool listenBeyondLoopback, params (string Key, string Value)[] settings) => ListenAddresses.Errors(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build(),
        listenBeyondLoopback);
}
