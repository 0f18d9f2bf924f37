using Aspire.Hosting.Execution;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedAspire.Tests;

/// <summary>What a resource would start with.</summary>
internal static class Evaluation
{
    public static async Task<Dictionary<string, string>> VariablesAsync(this IDistributedApplicationTestingBuilder builder, string resourceName) =>
        (await builder.EvaluateAsync(resourceName)).Variables;

    public static async Task<(Dictionary<string, string> Variables, List<string> Arguments)> EvaluateAsync(
        this IDistributedApplicationTestingBuilder builder, string resourceName)
    {
        await using var app = await builder.BuildAsync(TestContext.Current.CancellationToken);
        Assert.True(builder.Resources.TryGetByName(resourceName, out var resource));
        if (builder.ExecutionContext.IsRunMode)
        {
            EndpointAllocator.Allocate(builder.Resources, randomizePorts: true);
        }

        var environment = app.Services.GetRequiredService<ResourceEnvironment>();
        return (await environment.VariablesAsync(resource, TestContext.Current.CancellationToken),
            await environment.ArgumentsAsync(resource, TestContext.Current.CancellationToken));
    }
}
