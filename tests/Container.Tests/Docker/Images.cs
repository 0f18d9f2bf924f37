using Container.Tests.Docker;
using Docker.DotNet;
using DotNet.Testcontainers.Configurations;

[assembly: AssemblyFixture(typeof(Images))]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)] // Times are part of what is tested.

namespace Container.Tests.Docker;

/// <summary>The images under test, and the engine's own client for what Testcontainers has no name for.</summary>
public sealed class Images : IAsyncLifetime
{
    /// <summary>The very image that is deployed: that of the environment, or the one of <c>image.sh</c>.</summary>
    public static string TokenApi { get; } = Environment.GetEnvironmentVariable("TOKENAPI_IMAGE") ?? "capability-aspire:test";

    /// <summary>That of compose.yaml, or the one of <c>stand-in.sh</c>.</summary>
    public string Redis { get; private set; } = "redis:7-alpine";

    public DockerClient Client { get; private set; } = null!;

    /// <summary>Why the tests cannot run; null when they can. A fixture cannot skip, a test can.</summary>
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

    /// <summary>Skips the test where there are no containers.</summary>
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
