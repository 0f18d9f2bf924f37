namespace EndToEnd.Harness;

/// <summary>The page as <c>npm run build</c> makes it, built once for each test program.</summary>
public static class BuiltPage
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);
    private static readonly Lazy<Task<DirectoryInfo>> s_folder = new(BuildAsync);

    private static string WebClient => Path.Combine(Repository.Root, "WebClient");

    private static string Vite => Path.Combine(WebClient, "node_modules", "vite", "bin", "vite.js");

    /// <summary>The folder of the built page. The build of AppHost installs the packages that this needs.</summary>
    public static Task<DirectoryInfo> FolderAsync() => s_folder.Value;

    /// <summary>Serves the page with the proxies of the development server.</summary>
    public static async Task<(Uri Url, ChildProcess Server)> ServeAsync(Uri tokenApi, Uri sandbox)
    {
        var folder = await FolderAsync();
        var url = new Uri($"http://localhost:{Ports.Free()}");
        var server = ChildProcess.Start("node", [Vite, "preview", "--outDir", folder.FullName, "--port", $"{url.Port}", "--strictPort"], WebClient, new Dictionary<string, string?>
        {
            ["TOKENAPI_HTTP"] = tokenApi.ToString(),
            ["SANDBOX_HTTP"] = sandbox.ToString(),
            ["NO_COLOR"] = "1", // Vite prints colors in CI, in the middle of the text below.
        });
        await server.SaysOrIsEndedAsync("Local:", s_limit);
        return (url, server);
    }

    private static async Task<DirectoryInfo> BuildAsync()
    {
        var folder = Directory.CreateTempSubdirectory("page-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        await using var build = ChildProcess.Start("node", [Vite, "build", "--outDir", folder.FullName, "--emptyOutDir"], WebClient);
        var code = await build.EndsAsync(s_limit);
        Assert.True(code == 0, $"{build.Command} ended with {code}:\n{build.Output}");
        return folder;
    }
}
