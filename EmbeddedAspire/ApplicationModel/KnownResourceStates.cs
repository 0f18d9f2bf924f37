namespace Aspire.Hosting.ApplicationModel;

/// <summary>The states that a resource goes through, as Aspire spells them.</summary>
public static class KnownResourceStates
{
    /// <summary>Waits for another resource.</summary>
    public static readonly string Waiting = nameof(Waiting);

    /// <summary>About to run.</summary>
    public static readonly string Starting = nameof(Starting);

    /// <summary>Its process runs.</summary>
    public static readonly string Running = nameof(Running);

    /// <summary>Could not be started.</summary>
    public static readonly string FailedToStart = nameof(FailedToStart);

    /// <summary>Being ended.</summary>
    public static readonly string Stopping = nameof(Stopping);

    /// <summary>Was ended.</summary>
    public static readonly string Exited = nameof(Exited);

    /// <summary>Ended by itself; the snapshot has the exit code.</summary>
    public static readonly string Finished = nameof(Finished);

    /// <summary>The states that nothing follows.</summary>
    public static readonly IReadOnlyList<string> TerminalStates = [Finished, FailedToStart, Exited];
}
