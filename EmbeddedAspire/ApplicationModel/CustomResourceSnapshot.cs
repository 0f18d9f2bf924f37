using System.Collections.Immutable;

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

    internal bool IsRunning => State?.Text == KnownResourceStates.Running;

    internal bool IsHealthy => HealthStatus == Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy;

    internal bool IsOver => KnownResourceStates.TerminalStates.Contains(State?.Text);
}

/// <summary>A state, and how to show it: <c>success</c>, <c>info</c>, <c>warning</c> or <c>error</c>.</summary>
public sealed record ResourceStateSnapshot(string Text, string? Style)
{
    /// <summary>A state without a style.</summary>
    public static implicit operator ResourceStateSnapshot?(string? s) => s is null ? null : new(s, null);
}

/// <summary>A name and a value to show.</summary>
public sealed record ResourcePropertySnapshot(string Name, object? Value);
