using EndToEnd.Harness;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace EndToEnd.Tests.Page;

/// <summary>The built page, served by its own TokenApi in Production, with the application's sandbox.</summary>
public sealed class DeployedPage : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly ChildProcess _tokenApi;

    private DeployedPage(ChildProcess tokenApi, DirectoryInfo files) => (_tokenApi, Files) = (tokenApi, files);

    /// <summary>The output of <c>npm run build</c>.</summary>
    public DirectoryInfo Files { get; }

    public Uri Url { get; private set; } = null!;

    public static async Task<DeployedPage> StartAsync(Application application)
    {
        var files = await BuiltPage.FolderAsync();
        var log = new FakeLogger(application.Logs, "TokenApi of the deployed page");
        var tokenApi = ChildProcess.Start(ChildProcess.DotNet,
        [
            Repository.ProgramOf("TokenApi"), "--environment", "Production", "--urls", "http://127.0.0.1:0", "--webroot", files.FullName,
            .. Sandbox.Account.Select(setting => $"--Twilio:{setting.Key}={setting.Value}"), $"--Twilio:SandboxUrl={application.SandboxUrl}",
        ], files.FullName, onLine: line => log.Log(LogLevel.Information, default, line, null, (text, _) => text));
        var deployed = new DeployedPage(tokenApi, files);
        await tokenApi.SaysOrIsEndedAsync(Listening, TimeSpan.FromMinutes(1));
        var line = tokenApi.Output.Split('\n').First(line => line.Contains(Listening, StringComparison.Ordinal));
        // A page on localhost may use the microphone.
        deployed.Url = new UriBuilder(line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..].Trim()) { Host = "localhost" }.Uri;
        return deployed;
    }

    public ValueTask DisposeAsync() => _tokenApi.DisposeAsync();
}
