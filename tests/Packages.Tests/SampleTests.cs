using System.Net;
using EndToEnd.Harness;

namespace Packages.Tests;

/// <summary>
/// The samples in an empty folder: applications that were not adapted, each with an AppHost that starts it with the sandbox of the package.
/// The tests of the samples call in a browser. The samples use fixed ports.
/// </summary>
[TestClass(DisableParallelization = true)]
public sealed class SampleTests(LocalFeed feed)
{
    private static readonly TimeSpan s_start = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Express_application_with_its_Playwright_tests()
    {
        var samples = await CopyAsync("express");
        Assert.Contains(Markdown.Code("README.md", "csharp").Single(code => code.Contains("RunAsSandbox", StringComparison.Ordinal)), AppHost(samples, "node"), StringComparison.Ordinal);
        await InstallAsync(samples, "node");
        await using var application = await StartAsync(samples, "node");

        await InstallAsync(samples, "tests/node");
        await RunAsync(samples, "tests/node", "npx", "playwright", "test");

        await EndAsync(application);
    }

    [Fact]
    public async Task AspNet_application_with_its_Playwright_tests()
    {
        var samples = await CopyAsync("aspnet");
        await using var application = await StartAsync(samples, "aspnet");

        await RunAsync(samples, "tests/dotnet", ChildProcess.DotNet, "run");

        await EndAsync(application);
    }

    private async Task<DirectoryInfo> CopyAsync(string name)
    {
        var (source, target) = (Path.Combine(Repository.Root, "samples"), feed.CreateFolder(name));
        foreach (var file in new DirectoryInfo(source).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true }))
        {
            var path = Path.GetRelativePath(source, file.FullName);
            if (path.Split(Path.DirectorySeparatorChar) is var parts && !parts.Intersect(["node_modules", "bin", "obj"]).Any())
            {
                var copy = Path.Combine(target.FullName, path);
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                file.CopyTo(copy);
            }
        }

        await InstallAsync(target, "page");
        return target;
    }

    private Task InstallAsync(DirectoryInfo samples, string folder) => RunAsync(samples, folder, "npm", "install");

    private async Task RunAsync(DirectoryInfo samples, string folder, string program, params string[] arguments) =>
        await feed.RunAsync(new(Path.Combine(samples.FullName, folder)), program, arguments, ("CHROMIUM", Browser.Executable));

    private async Task<ChildProcess> StartAsync(DirectoryInfo samples, string sample)
    {
        var folder = new DirectoryInfo(Path.Combine(samples.FullName, sample));
        File.WriteAllText(Path.Combine(folder.FullName, "apphost.cs"), AppHost(samples, sample).Replace("Capability.Aspire.Hosting@0.1.0", $"Capability.Aspire.Hosting@{feed.Version}", StringComparison.Ordinal));
        var application = feed.Start(folder, ChildProcess.DotNet, ["run", "apphost.cs"]);
        await application.SaysOrIsEndedAsync("Distributed application starting.", s_start);
        using var http = new HttpClient();
        await Wait.UntilAsync("a token from the application", () => StatusAsync(http), status => status == HttpStatusCode.OK);
        return application;
    }

    private static string AppHost(DirectoryInfo samples, string sample) => File.ReadAllText(Path.Combine(samples.FullName, sample, "apphost.cs"));

    private static async Task<HttpStatusCode?> StatusAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("http://localhost:3000/token"), TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null; // Not started yet.
        }
    }

    private static async Task EndAsync(ChildProcess application)
    {
        await application.SignalAsync();
        await application.EndsAsync(Wait.Limit);
    }
}
