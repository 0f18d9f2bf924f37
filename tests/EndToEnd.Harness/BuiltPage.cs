namespace EndToEnd.Harness;

/// <summary>The page as <c>npm run build</c> makes it: made once, in a folder of this run's own.</summary>
public static class BuiltPage
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);
    private static readonly Lazy<Task<DirectoryInfo>> s_folder = new(BuildAsync);

    private static string WebClient => Path.Combine(Repository.Root, "WebClient");

    /// <summary>What was built. Its packages must be installed, which AppHost sees to.</summary>
    public static Task<DirectoryInfo> FolderAsync() => s_folder.Value;

    /// <summary>Serves it as the development server would, with the same ways to the services, but without making anything anew for each request.</summary>
    public static async Task<(Uri Url, ChildProcess Server)> ServeAsync(Uri tokenApi, Uri sandbox)
    {
        var folder = await FolderAsync();
        var url = new Uri($"http://localhost:{Ports.Free()}");
        var server = ChildProcess.Start("node", [Vite, "preview", "--outDir", folder.FullName, "--port", $"{url.Port}", "--strictPort"], WebClient, new Dictionary<string, string?>
        {
            ["TOKENAPI_HTTP"] = tokenApi.ToString(),
            ["SANDBOX_HTTP"] = sandbox.ToString(),
            ["NO_COLOR"] = "1", // Colours, which it shows in CI, would stand in the middle of what is waited for.
        });
        await server.SaysOrIsEndedAsync("Local:", s_limit);
        return (url, server);
    }

    private static string Vite => Path.Combine(WebClient, "node_modules", "vite", "bin", "vite.js");

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
