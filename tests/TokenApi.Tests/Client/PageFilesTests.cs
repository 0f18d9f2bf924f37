using System.Net;
using Microsoft.AspNetCore.Hosting;

namespace TokenApi.Tests.Client;

/// <summary>The built page, as TokenApi serves it in production.</summary>
public sealed class PageFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wwwroot-");

    public PageFilesTests()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "index.html"), "<!doctype html><title>Phone</title>");
        File.WriteAllText(Path.Combine(_folder.CreateSubdirectory("assets").FullName, "index-C6qHII8r.js"), "start();");
    }

    [Fact]
    public async Task Page_is_revalidated_each_time_and_runs_only_its_own_scripts()
    {
        using var app = new TokenApiApp();
        using var answer = await GetAsync(app, "/");

        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-cache", answer.Headers.CacheControl?.ToString());
        Assert.Equal("microphone=(self)", Assert.Single(answer.Headers.GetValues("Permissions-Policy")));
        Assert.StartsWith("default-src 'none'; script-src 'self' http://localhost:5102; style-src 'self';", Policy(answer), StringComparison.Ordinal);
        Assert.Contains("connect-src 'self' http://localhost:5102 ws://localhost:5102;", Policy(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_with_a_real_account_may_connect_to_Twilio()
    {
        using var app = TokenApiApp.WithRealAccount();
        using var answer = await GetAsync(app, "/");

        Assert.Contains("connect-src 'self' https://*.twilio.com wss://*.twilio.com;", Policy(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assets_are_cached_for_a_year()
    {
        using var app = new TokenApiApp();
        using var answer = await GetAsync(app, "/assets/index-C6qHII8r.js");

        Assert.Equal("public, max-age=31536000, immutable", string.Join(", ", answer.Headers.GetValues("Cache-Control")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }

    [Theory]
    [InlineData("/assets/index-0ther.js")]
    [InlineData("/api/nothing")]
    [InlineData("/..%2fappsettings.json")]
    public async Task Other_files_are_not_found(string path)
    {
        using var app = new TokenApiApp();
        using var answer = await GetAsync(app, path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<HttpResponseMessage> GetAsync(TokenApiApp app, string path) =>
        app.WithWebHostBuilder(host => host.UseWebRoot(_folder.FullName)).CreateClient()
            .GetAsync(path, TestContext.Current.CancellationToken);

    private static string Policy(HttpResponseMessage answer) => Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
}
