using Aspire.Hosting.Execution;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedAspire.Tests;

/// <summary>What a resource would start with.</summary>
internal static class Evaluation
{
    public static async Task<Dictionary<string, string>> VariablesAsync(this IDistributedApplicationTestingBuilder builder, string resourceName)
    {
        await using var app = await builder.BuildAsync(TestContext.Current.CancellationToken);
        var model = app.Services.GetRequiredService<DistributedApplicationModel>();
        Assert.True(model.Resources.TryGetByName(resourceName, out var resource));
        if (builder.ExecutionContext.IsRunMode)
        {
            EndpointAllocator.Allocate(model.Resources, randomizePorts: true);
        }

        return await app.Services.GetRequiredService<ResourceEnvironment>().VariablesAsync(resource, TestContext.Current.CancellationToken);
    }
}
