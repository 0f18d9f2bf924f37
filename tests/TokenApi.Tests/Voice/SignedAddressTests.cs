using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TokenApi.Voice;

namespace TokenApi.Tests.Voice;

/// <summary>The address that a signature covers. The signatures were computed with the npm package twilio 6.2.0.</summary>
public class SignedAddressTests
{
    private const string Form = "To=bob&From=client%3Aalice";

    private const string Https = "W0FyCBqxPO9K08/UuB/ShbhcpUM="; // https://calls.example.com/voice
    private const string HttpsWithPort = "wltQo/fMwM8DxamJaQ86cgV2cas="; // https://calls.example.com:443/voice
    private const string OtherPort = "KKjizflO3p5ISiC7dUtfRq/7Qlg="; // https://calls.example.com:8443/voice
    private const string Prefixed = "jMVpHP/SBMqrvm4svbygRKyKS0E="; // https://calls.example.com/app/voice?a=1

    // validateRequest of the same package gives the same results.
    [Theory]
    [InlineData("https://calls.example.com", "/voice", Https, true)]
    [InlineData("https://calls.example.com/", "/voice", Https, true)]
    [InlineData("https://calls.example.com", "/voice", HttpsWithPort, true)]
    [InlineData("https://calls.example.com", "/voice", OtherPort, false)]
    [InlineData("https://calls.example.com:443", "/voice", HttpsWithPort, true)]
    [InlineData("https://calls.example.com:8443", "/voice", OtherPort, true)]
    [InlineData("https://calls.example.com:8443", "/voice", Https, true)]
    [InlineData("https://calls.example.com:8443", "/voice", HttpsWithPort, false)]
    [InlineData("https://calls.example.com/app", "/voice?a=1", Prefixed, true)]
    [InlineData("https://calls.example.com", "/voice?a=1", Prefixed, false)]
    [InlineData("http://calls.example.com", "/voice", Https, false)]
    [InlineData("https://calls.example.com.evil.com", "/voice", Https, false)]
    public async Task Public_address_is_signed(string publicUrl, string path, string signature, bool accepted)
    {
        using var app = new TokenApiApp { Settings = { ["Twilio:PublicUrl"] = publicUrl } };

        var response = await Post(app.CreateClient(), path, signature);

        Assert.Equal(accepted ? HttpStatusCode.OK : HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData("KnownProxies", "127.0.0.1", true)]
    [InlineData("KnownProxies", "127.0.0.1", true, "HTTPS")]
    [InlineData("KnownNetworks", "127.0.0.0/8", true)]
    [InlineData("KnownProxies", "192.0.2.1", false)]
    [InlineData("KnownNetworks", "192.0.2.0/24", false)]
    [InlineData(null, "", false)]
    public async Task Forwarded_headers_of_unknown_proxies_are_ignored(string? key, string value, bool accepted, string scheme = "https")
    {
        // Aspire sets it when it publishes. Alone, it makes ASP.NET Core trust every sender.
        using var app = new TokenApiApp { Settings = { ["FORWARDEDHEADERS_ENABLED"] = "true" } };
        if (key is not null)
        {
            app.Settings[$"ForwardedHeaders:{key}:0"] = value;
        }

        var response = await Post(app.CreateLoopbackClient(), "/voice", Https, ("X-Forwarded-Proto", scheme), ("X-Forwarded-Host", "calls.example.com"), ("X-Forwarded-For", "192.0.2.7"));

        Assert.Equal(accepted ? HttpStatusCode.OK : HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData("/%76oice?x=%c3%a4+%20'", "http://localhost:5101/%76oice?x=%c3%a4+%20'")]
    [InlineData("http://other.example.com/voice?a=1", "http://localhost:5101/voice?a=1")]
    [InlineData("", "http://localhost:5101/voice?a=1")]
    public void Request_target_is_signed_as_it_was_sent(string target, string expected)
    {
        var http = new DefaultHttpContext { Request = { Scheme = "http", Host = new("localhost:5101"), Path = "/voice", QueryString = new("?a=1") } };
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;

        Assert.Equal(expected, VoiceRequest.ReadQuery(http.Request, publicUrl: "").Url);
    }

    // Twilio has not always signed the port.
    [Theory]
    [InlineData("http://[::1]/voice", "http://[::1]:80/voice")]
    [InlineData("http://[::1]:5101/voice", "http://[::1]/voice")]
    [InlineData("https://calls.example.com/voice?a=%C3%A4+%20'b:2", "https://calls.example.com:443/voice?a=%C3%A4+%20'b:2")]
    public void Port_may_be_missing_in_the_signed_address(string url, string other)
    {
        var request = VoiceRequestTests.Request() with { Url = url };

        Assert.True(request.IsSignedWith(["12345"], TwilioSignature.Compute("12345", url)));
        Assert.True(request.IsSignedWith(["12345"], TwilioSignature.Compute("12345", other)));
        Assert.False(request.IsSignedWith(["12345"], TwilioSignature.Compute("12345", url.Replace("voice", "VOICE", StringComparison.Ordinal))));
    }

    private static Task<HttpResponseMessage> Post(HttpClient client, string path, string signature, params (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }

        return client.Signed(signature).PostText(path, Form, "application/x-www-form-urlencoded");
    }
}
