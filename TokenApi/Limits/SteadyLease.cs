using System.Threading.RateLimiting;

namespace TokenApi.Limits;

/// <summary>Whether a request may go on.</summary>
/// <param name="retryAfter">After how long to ask again; null when it may.</param>
internal sealed class SteadyLease(TimeSpan? retryAfter) : RateLimitLease
{
    public override bool IsAcquired => retryAfter is null;

    public override IEnumerable<string> MetadataNames => retryAfter is null ? [] : [MetadataName.RetryAfter.Name];

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = metadataName == MetadataName.RetryAfter.Name ? retryAfter : null;
        return metadata is not null;
    }
}
