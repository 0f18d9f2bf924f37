namespace Aspire.Hosting.Testing;

/// <summary>Describes an application for a test: every endpoint gets a free port, and nothing is written to the console.</summary>
public static class DistributedApplicationTestingBuilder
{
    /// <summary>Runs AppHost's own entry point as far as <c>Build()</c>.</summary>
    /// <typeparam name="TEntryPoint">The generated class <c>Projects.AppHost</c>, or another of AppHost's assembly.</typeparam>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync<TEntryPoint>([], cancellationToken);

    /// <summary>Runs AppHost's own entry point as far as <c>Build()</c>.</summary>
    /// <typeparam name="TEntryPoint">The generated class <c>Projects.AppHost</c>, or another of AppHost's assembly.</typeparam>
    /// <param name="args">Its command line, such as <c>--Parameters:name=value</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="Exception">What the entry point threw.</exception>
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args, CancellationToken cancellationToken = default) where TEntryPoint : class =>
        await AppHostRun.Start(typeof(TEntryPoint).Assembly, args).Builder.WaitAsync(cancellationToken);

    /// <summary>An application without an AppHost, to which the test adds resources.</summary>
    public static IDistributedApplicationTestingBuilder Create(params string[] args) => new DistributedApplicationBuilder(args, forTests: true);
}

/// <summary>Describes an application for a test.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable
{
    /// <summary>The application, ready to start.</summary>
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}
