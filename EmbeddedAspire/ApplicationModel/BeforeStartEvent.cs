namespace Aspire.Hosting.ApplicationModel;

/// <summary>The model is complete, and no resource has started. An exception from a subscriber stops the start.</summary>
public class BeforeStartEvent(IServiceProvider services) : IDistributedApplicationEvent
{
    /// <summary>The application's services.</summary>
    public IServiceProvider Services { get; } = services;
}
