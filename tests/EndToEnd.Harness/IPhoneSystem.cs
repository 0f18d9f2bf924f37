namespace EndToEnd.Harness;

/// <summary>What people's phones are part of: the page, the services behind it, what they log, and what time they have.</summary>
public interface IPhoneSystem
{
    /// <summary>Where people open the page.</summary>
    Uri PageUrl { get; }

    /// <summary>Where the sandbox is.</summary>
    Uri SandboxUrl { get; }

    /// <summary>The log of each service so far, by the service's name. It begins with the service's state, if that is known.</summary>
    Task<IReadOnlyDictionary<string, string>> ReadLogsAsync();

    /// <summary>The services' clock.</summary>
    TimeProvider Clock { get; }
}
