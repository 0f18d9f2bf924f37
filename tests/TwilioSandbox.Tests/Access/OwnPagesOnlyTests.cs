using System.Net;

namespace TwilioSandbox.Tests.Access;

public sealed class OwnPagesOnlyTests : IDisposable
{
    private readonly SandboxApp _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    // Chromium's headers: a page on another port has the same site and another origin.
    [Theory]
    [InlineData("GET", "/sandbox/events", "Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: cors")]
    [InlineData("GET", "/sandbox/events", "Sec-Fetch-Site: same-site; Sec-Fetch-Mode: no-cors")]
    [InlineData("GET", "/sandbox/events/stream", "Sec-Fetch-Site: same-site; Sec-Fetch-Mode: cors")]
    [InlineData("GET", "/", "Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: navigate; Sec-Fetch-Dest: iframe")]
    [InlineData("POST", "/sandbox/faults", "Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: navigate; Sec-Fetch-Dest: document")]
    [InlineData("POST", "/sandbox/faults", "Origin: http://evil.example")]
    [InlineData("POST", "/sandbox/faults", "Origin: null")]
    [InlineData("POST", "/sandbox/faults", "Origin: http://localhost:5100")]
    [InlineData("POST", "/sandbox/tokens", "Sec-Fetch-Site: same-site; Sec-Fetch-Mode: cors")]
    [InlineData("POST", "/sandbox/tokens", "Origin: http://evil.example")]
    [InlineData("POST", "/sandbox/sign", "Sec-Fetch-Site: same-site; Sec-Fetch-Mode: cors")]
    [InlineData("POST", "/sandbox/sign", "Origin: http://evil.example")]
    [InlineData("DELETE", "/sandbox", "Sec-Fetch-Site: same-site")]
    [InlineData("GET", "/sandbox/events", "Host: evil.example")]
    [InlineData("GET", "/sandbox/events", "Host: localhost.evil.example:5102")]
    [InlineData("GET", "/signal", "Host: evil.example")]
    public async Task Other_origin_or_host_is_refused_with_403(string method, string path, string headers) =>
        Assert.Equal(HttpStatusCode.Forbidden, await StatusOfAsync(method, path, headers));

    [Theory]
    [InlineData("GET", "/sandbox/events", "", HttpStatusCode.OK)]
    [InlineData("GET", "/sandbox/events", "Host: [::1]:5102", HttpStatusCode.OK)]
    [InlineData("GET", "/sandbox/events", "Host: aspire.dev.internal:34533", HttpStatusCode.OK)]
    [InlineData("GET", "/sandbox/events", "Sec-Fetch-Site: same-origin", HttpStatusCode.OK)]
    [InlineData("GET", "/", "Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: navigate; Sec-Fetch-Dest: document", HttpStatusCode.OK)]
    [InlineData("POST", "/sandbox/faults", "Origin: http://localhost:5102; Host: localhost:5102", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/health", "Host: 10.1.2.3", HttpStatusCode.OK)]
    public async Task Own_page_program_or_link_is_accepted(string method, string path, string headers, HttpStatusCode status) =>
        Assert.Equal(status, await StatusOfAsync(method, path, headers));

    [Theory]
    [InlineData("http://sandbox:8080", HttpStatusCode.OK)]
    [InlineData("http://sandbox:8081", HttpStatusCode.Forbidden)]
    public async Task Host_of_AllowedOrigins_is_accepted(string origin, HttpStatusCode status)
    {
        _sandbox.Settings["AllowedOrigins:0"] = "http://sandbox:8080";
        Assert.Equal(status, await StatusOfAsync("GET", "/sandbox/events", $"Host: {new Uri(origin).Authority}"));
    }

    [Theory]
    [InlineData("http://app.test:5100", true)]
    [InlineData("https://app.test:5100", false)]
    [InlineData("http://evil.test:5100", false)]
    public async Task Page_of_AllowedOrigins_can_connect(string origin, bool allowed)
    {
        _sandbox.Settings["AllowedOrigins:0"] = "http://app.test:5100";
        var failure = await Record.ExceptionAsync(async () => (await _sandbox.ConnectAsync(origin)).Dispose());
        Assert.Equal(allowed, failure is null);
    }

    private async Task<HttpStatusCode> StatusOfAsync(string method, string path, string headers)
    {
        using var client = _sandbox.CreateHttpClient();
        using var request = new HttpRequestMessage(new(method), path);
        foreach (var header in headers.Split("; ", StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = (header.Split(": ")[0], header.Split(": ")[1]);
            request.Headers.Add(name, value);
        }

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
