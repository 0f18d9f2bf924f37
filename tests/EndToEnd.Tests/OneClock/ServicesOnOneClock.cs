extern alias sandbox;
extern alias tokenapi;

using EndToEnd.Harness;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using SandboxProgram = sandbox::Program;
using TokenApiProgram = tokenapi::Program;

namespace EndToEnd.Tests.OneClock;

/// <summary>TokenApi with the built page, and the sandbox, in this process, on one clock that only the test moves.</summary>
public sealed class ServicesOnOneClock : IPhoneSystem, IAsyncLifetime
{
    private readonly FakeLogCollector _logs = new();
    private ServiceOnClock<TokenApiProgram>? _tokenApi;
    private ServiceOnClock<SandboxProgram>? _sandbox;

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));

    public TimeProvider Clock => Time;

    // A page on localhost may use the microphone.
    public Uri PageUrl { get; } = new($"http://localhost:{Ports.Free()}");

    public Uri SandboxUrl { get; } = new($"http://localhost:{Ports.Free()}");

    public Task<IReadOnlyDictionary<string, string>> ReadLogsAsync() =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string> { ["services"] = _logs.Text() });

    public async ValueTask InitializeAsync()
    {
        var page = await BuiltPage.FolderAsync();
        _sandbox = new(Settings("Sandbox", SandboxUrl, ("Sandbox:VoiceUrl", $"{PageUrl}voice")), Clock, _logs);
        _tokenApi = new(Settings("Twilio", PageUrl, ("Twilio:SandboxUrl", $"{SandboxUrl}"), ("webroot", page.FullName)), Clock, _logs);
        _sandbox.StartServer();
        _tokenApi.StartServer();
    }

    public async ValueTask DisposeAsync()
    {
        if (_tokenApi is not null && _sandbox is not null)
        {
            await _tokenApi.DisposeAsync();
            await _sandbox.DisposeAsync();
        }
    }

    private static Dictionary<string, string> Settings(string section, Uri url, params (string Name, string Value)[] more) => new(
        [
            .. Sandbox.Account.Select(setting => KeyValuePair.Create($"{section}:{setting.Key}", setting.Value)),
            .. more.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)),
            new("urls", url.GetLeftPart(UriPartial.Authority)),
        ]);
}
