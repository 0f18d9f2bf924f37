namespace Aspire.Hosting.Eventing;

/// <summary>Something that happens in the life of the application.</summary>
public interface IDistributedApplicationEvent;

/// <summary>Lets code run when something happens in the life of the application.</summary>
public interface IDistributedApplicationEventing
{
    /// <summary>Runs <paramref name="callback"/> at each event of type <typeparamref name="T"/>.</summary>
    void Subscribe<T>(Func<T, CancellationToken, Task> callback) where T : IDistributedApplicationEvent;
}

internal sealed class DistributedApplicationEventing : IDistributedApplicationEventing
{
    private readonly List<Delegate> _callbacks = [];

    public void Subscribe<T>(Func<T, CancellationToken, Task> callback) where T : IDistributedApplicationEvent => _callbacks.Add(callback);

    /// <summary>Runs the subscribers one after the other, in the order in which they subscribed.</summary>
    public async Task PublishAsync<T>(T happened, CancellationToken cancellationToken) where T : IDistributedApplicationEvent
    {
        foreach (var callback in _callbacks.OfType<Func<T, CancellationToken, Task>>().ToList())
        {
            await callback(happened, cancellationToken);
        }
    }
}
