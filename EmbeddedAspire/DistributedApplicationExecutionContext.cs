namespace Aspire.Hosting;

/// <summary>What the AppHost was started for.</summary>
public class DistributedApplicationExecutionContext
{
    internal DistributedApplicationExecutionContext(bool isPublishMode)
    {
        IsPublishMode = isPublishMode;
    }

    /// <summary>The application runs on this machine.</summary>
    public bool IsRunMode => !IsPublishMode;

    /// <summary>The model is made in order to be published.</summary>
    public bool IsPublishMode { get; }
}
