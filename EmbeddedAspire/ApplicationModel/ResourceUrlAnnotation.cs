namespace Aspire.Hosting.ApplicationModel;

/// <summary>An address of a resource, as shown to people.</summary>
public sealed class ResourceUrlAnnotation : IResourceAnnotation
{
    /// <summary>The address.</summary>
    public required string Url { get; set; }

    /// <summary>What to call it; null: the address itself.</summary>
    public string? DisplayText { get; set; }
}
