using Container.Tests.Docker;
using EndToEnd.Harness;

namespace Container.Tests.Page;

/// <summary>The image in a container, and the sandbox as a program beside it, whose Voice URL is in the container.</summary>
public sealed class ImageWithSandbox(Images images) : IPhoneSystem, IAsyncLifetime
{
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(60);

    private Service? _image;
    private ChildProcess? _sandbox;

    public Uri PageUrl => _image!.Url;

    public Uri SandboxUrl { get; } = new($"http://localhost:{Ports.Free()}");

    public TimeProvider Clock => TimeProvider.System;

    public async ValueTask InitializeAsync()
    {
        _image = await Service.StartAsync(images, container => container.WithEnvironment("Twilio__SandboxUrl", SandboxUrl.GetLeftPart(UriPartial.Authority)));
        _sandbox = ChildProcess.Start(ChildProcess.DotNet,
        [
            Repository.ProgramOf("TwilioSandbox"), "--urls", $"{SandboxUrl}", $"--Sandbox:VoiceUrl={PageUrl}voice",
            .. Sandbox.Account.Select(setting => $"--Sandbox:{setting.Key}={setting.Value}"),
        ]);
        await _sandbox.SaysAsync("Now listening on: ", s_startLimit);
    }

    public async Task<IReadOnlyDictionary<string, string>> ReadLogsAsync() =>
        new Dictionary<string, string> { ["tokenapi"] = await _image!.LogAsync(), ["sandbox"] = _sandbox!.Output };

    public async ValueTask DisposeAsync()
    {
        await (_sandbox?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_image?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
