namespace Aspire.Hosting;

/// <summary>Resources of AppHost's own kind.</summary>
public static class CustomResourceExtensions
{
    /// <summary>Sets what is shown of a resource that nothing starts.</summary>
    public static IResourceBuilder<TResource> WithInitialState<TResource>(
        this IResourceBuilder<TResource> builder, CustomResourceSnapshot initialSnapshot) where TResource : IResource =>
        builder.With(new InitialStateAnnotation(initialSnapshot));
}
