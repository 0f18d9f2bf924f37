using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is known of a resource at one moment.</summary>
public sealed record CustomResourceSnapshot
{
    /// <summary>Kind of resource: <c>Project</c>, <c>Executable</c>, …</summary>
    public required string ResourceType { get; init; }

    /// <summary>What else there is to show.</summary>
    public required ImmutableArray<ResourcePropertySnapshot> Properties { get; init; }

    /// <summary>One of <see cref="KnownResourceStates"/>, or a word of the resource's own.</summary>
    public ResourceStateSnapshot? State { get; init; }

    /// <summary>What the health checks say; healthy when there is none and the resource runs; null before that.</summary>
    public HealthStatus? HealthStatus { get; internal init; }

    /// <summary>Exit code of its process, once it has ended.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Why it failed and what to do about it.</summary>
    internal string? Failure { get; init; }
}

/// <summary>A state, and how to show it.</summary>
/// <param name="Text">The state.</param>
/// <param name="Style"><c>success</c>, <c>info</c>, <c>warning</c> or <c>error</c>.</param>
public sealed record ResourceStateSnapshot(string Text, string? Style)
{
    /// <summary>A state without a style.</summary>
    public static implicit operator ResourceStateSnapshot?(string? s) => s is null ? null : new(s, null);
}

/// <summary>A name and a value to show.</summary>
public sealed record ResourcePropertySnapshot(string Name, object? Value);

internal sealed record ResourceSnapshotAnnotation(CustomResourceSnapshot InitialSnapshot) : IResourceAnnotation;
