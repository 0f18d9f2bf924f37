namespace TokenApi.SharedState;

/// <summary>Where the keys of the session cookies are without Redis: configuration section <c>Sessions</c>.</summary>
internal sealed class SessionKeyOptions
{
    public const string Section = "Sessions";

    /// <summary>A directory that the service may write to. Empty: the keys are in memory.</summary>
    public string? KeyDirectory { get; set; }
}
