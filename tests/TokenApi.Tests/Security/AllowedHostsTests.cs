using System.Net;

namespace TokenApi.Tests.Security;

/// <summary>Requests with the host name of another site (DNS rebinding).</summary>
public class AllowedHostsTests
{
    private const string PublicUrl = "https://calls.example.com/app";

    [Theory]
    [InlineData("Development", null, "http://localhost:5100", true)]
    [InlineData("Development", null, "http://127.0.0.1:5101", true)]
    [InlineData("Development", null, "http://[::1]:5101", true)]
    [InlineData("Development", null, "http://evil.example", false)]
    [InlineData("Development", null, "http://localhost.evil.example", false)]
    [InlineData("Development", PublicUrl, "https://calls.example.com", true)]
    [InlineData("Production", PublicUrl, "https://calls.example.com", true)]
    [InlineData("Production", PublicUrl, "https://CALLS.example.com:8443", true)]
    [InlineData("Production", PublicUrl, "https://evil.example", false)]
    [InlineData("Production", PublicUrl, "http://localhost", false)]
    [InlineData("Production", null, "http://phone.example.com", true)]
    public async Task Only_the_hosts_of_the_service_are_answered(string environment, string? publicUrl, string address, bool allowed)
    {
        using var app = TokenApiApp.In(environment, new() { ["Twilio:PublicUrl"] = publicUrl ?? "" });

        var response = await app.CreateClient(new() { BaseAddress = new(address) }).PostText("/api/session", """{"name":"alice"}""");

        Assert.Equal(allowed ? HttpStatusCode.OK : HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(allowed, response.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("/health", HttpStatusCode.OK)]
    [InlineData("/alive", HttpStatusCode.OK)]
    [InlineData("/voice", HttpStatusCode.Forbidden)]
    public async Task Health_and_Voice_url_have_any_host(string path, HttpStatusCode status)
    {
        using var app = TokenApiApp.In("Production", new() { ["Twilio:PublicUrl"] = PublicUrl });

        Assert.Equal(status, (await app.CreateClient(new() { BaseAddress = new("http://10.0.0.7:8080") }).Get(path)).StatusCode);
    }

    [Fact]
    public async Task Setting_replaces_the_hosts()
    {
        using var app = TokenApiApp.In("Production", new() { ["Twilio:PublicUrl"] = PublicUrl, ["AllowedHosts"] = "phone.example.com" });

        Assert.Equal(HttpStatusCode.OK, (await app.CreateClient(new() { BaseAddress = new("https://phone.example.com") }).Get("/api/client")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await app.CreateClient(new() { BaseAddress = new("https://calls.example.com") }).Get("/api/client")).StatusCode);
    }
}
