namespace Aspire.Hosting;

/// <summary>What the AppHost was started for.</summary>
public class DistributedApplicationExecutionContext(DistributedApplicationOperation operation)
{
    /// <summary>What the AppHost was started for.</summary>
    public DistributedApplicationOperation Operation { get; } = operation;

    /// <summary>The application runs on this machine.</summary>
    public bool IsRunMode => Operation == DistributedApplicationOperation.Run;

    /// <summary>The model is made in order to be published.</summary>
    public bool IsPublishMode => Operation == DistributedApplicationOperation.Publish;
}

/// <summary>What the AppHost was started for.</summary>
public enum DistributedApplicationOperation
{
    /// <summary>To run the application.</summary>
    Run,

    /// <summary>To publish it.</summary>
    Publish,
}
