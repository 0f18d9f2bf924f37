using Container.Tests.Docker;
using Docker.DotNet;
using DotNet.Testcontainers.Configurations;

[assembly: AssemblyFixture(typeof(Images))]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)] // The tests measure times.

namespace Container.Tests.Docker;

/// <summary>The images under test, and a Docker client for features that Testcontainers lacks.</summary>
public sealed class Images : IAsyncLifetime
{
    /// <summary>The image in the variable TOKENAPI_IMAGE, or the one from <c>image.sh</c>.</summary>
    public static string TokenApi { get; } = Environment.GetEnvironmentVariable("TOKENAPI_IMAGE") ?? "capability-aspire:test";

    /// <summary>The image in compose.yaml, or the one from <c>stand-in.sh</c>.</summary>
    public string Redis { get; private set; } = "redis:7-alpine";

    public DockerClient Client { get; private set; } = null!;

    /// <summary>Why the tests cannot run, or null. Tests skip themselves, because a fixture cannot.</summary>
    public string? Missing { get; private set; } = Engine.Missing;

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null)
        {
            return;
        }

        Client = TestcontainersSettings.OS.DockerEndpointAuthConfig.GetDockerClientBuilder().Build();
        await Leftovers.RemoveAsync(Client);
        Missing = await ExistsAsync(TokenApi) ? null : $"There is no image {TokenApi}: tests/Container.Tests/image.sh makes it";
        const string StandIn = "local/redis-standin:7.0";
        Redis = await ExistsAsync(StandIn) ? StandIn : Redis;
    }

    /// <summary>Skips the test where no containers can run.</summary>
    public void Require(string? missing = null)
    {
        missing ??= Missing;
        Assert.SkipWhen(missing is not null, missing ?? "");
    }

    public ValueTask DisposeAsync()
    {
        Client?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<bool> ExistsAsync(string image)
    {
        try
        {
            await Client.Images.InspectImageAsync(image);
            return true;
        }
        catch (DockerImageNotFoundException)
        {
            return false;
        }
    }
}
