using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;

namespace Container.Tests.Docker;

/// <summary>A container of the image, run as in docs/deploy.md: read-only, without capabilities, with secrets in files. Uses the sandbox account by default.</summary>
public sealed class Service : IAsyncDisposable
{
    private const int Port = 8080;
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(60);

    private readonly IContainer _container;
    private readonly Images _images;

    private Service(IContainer container, Images images) => (_container, _images) = (container, images);

    public string Id => _container.Id;

    public Uri Url => new($"http://localhost:{_container.GetMappedPublicPort(Port)}/");

    /// <summary>Starts a container and waits until it is healthy.</summary>
    public static async Task<Service> StartAsync(Images images, Func<ContainerBuilder, ContainerBuilder>? configure = null, int hostPort = 0)
    {
        images.Require();
        var builder = new ContainerBuilder(Images.TokenApi)
            .WithLabel(Leftovers.Label, Leftovers.Owner)
            .WithBindMount(Secrets.Directory, "/run/secrets", DotNet.Testcontainers.Configurations.AccessMode.ReadOnly)
            .WithEnvironment("SecretsDirectory", "/run/secrets")
            .WithEnvironment("Twilio__SandboxUrl", "http://localhost:5102")
            .WithExposedPort(Port)
            .WithCreateParameterModifier(container =>
            {
                container.HostConfig!.ReadonlyRootfs = true;
                container.HostConfig.CapDrop = ["ALL"];
                container.HostConfig.SecurityOpt = ["no-new-privileges"];
                container.HostConfig.Memory = 256 << 20;
                container.HostConfig.PidsLimit = 128;
                container.HostConfig.PortBindings = new Dictionary<string, IList<PortBinding>>
                {
                    [$"{Port}/tcp"] = [new PortBinding { HostIP = "127.0.0.1", HostPort = $"{hostPort}" }],
                };
            })
            .WithWaitStrategy(Wait.ForUnixContainer().UntilHttpRequestIsSucceeded(
                health => health.ForPort(Port).ForPath("/health"), wait => wait.WithInterval(TimeSpan.FromMilliseconds(50)).WithTimeout(s_startLimit)));
        var container = (configure?.Invoke(builder) ?? builder).Build();
        try
        {
            await container.StartAsync(TestContext.Current.CancellationToken);
            return new(container, images);
        }
        catch (Exception e)
        {
            // The test runner does not dispose a fixture that did not start.
            var (output, error) = await container.GetLogsAsync(ct: CancellationToken.None);
            await container.DisposeAsync();
            throw new InvalidOperationException($"The container did not become healthy:\n{output}\n{error}", e);
        }
    }

    /// <summary>Sends SIGTERM, and returns the exit code and the time until the end.</summary>
    public async Task<(long ExitCode, TimeSpan Took)> TerminateAsync()
    {
        var started = TimeProvider.System.GetTimestamp();
        await _images.Client.Containers.KillContainerAsync(Id, new() { Signal = "SIGTERM" }, TestContext.Current.CancellationToken);
        var ended = await _images.Client.Containers.WaitContainerAsync(Id, TestContext.Current.CancellationToken);
        return (ended.StatusCode, TimeProvider.System.GetElapsedTime(started));
    }

    public Task<ExecResult> ExecAsync(params string[] command) => _container.ExecAsync(command, TestContext.Current.CancellationToken);

    public async Task<string> LogAsync() => await _container.GetLogsAsync(ct: TestContext.Current.CancellationToken) is var (output, error) ? output + error : "";

    public ValueTask DisposeAsync() => _container.DisposeAsync();
}
