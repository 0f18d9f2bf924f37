namespace EndToEnd.Harness;

/// <summary>What people's phones are part of: the page, the services behind it, what they log, and what time they have.</summary>
public interface IPhoneSystem
{
    /// <summary>Where people open the page.</summary>
    Uri PageUrl { get; }

    /// <summary>Where the sandbox is.</summary>
    Uri SandboxUrl { get; }

    /// <summary>What the services have logged so far.</summary>
    Task<string> ReadLogsAsync();

    /// <summary>The services' clock.</summary>
    TimeProvider Clock { get; }
}
