namespace EndToEnd.Harness;

/// <summary>The system that phones belong to: the page, the services, their logs and their clock.</summary>
public interface IPhoneSystem
{
    /// <summary>The address of the page.</summary>
    Uri PageUrl { get; }

    /// <summary>The address of the sandbox.</summary>
    Uri SandboxUrl { get; }

    /// <summary>The log of each service so far, by its name. It begins with the service's state, if that is known.</summary>
    Task<IReadOnlyDictionary<string, string>> ReadLogsAsync();

    /// <summary>The services' clock.</summary>
    TimeProvider Clock { get; }
}
