namespace EndToEnd.Harness;

/// <summary>A test with people, and with a system that starts and ends with the test.</summary>
public abstract class PhoneTestWithOwnSystem<TSystem>(TSystem system, Browser browser) : PhoneTest<TSystem>(system, browser)
    where TSystem : IPhoneSystem, IAsyncLifetime
{
    /// <inheritdoc/>
    public override ValueTask InitializeAsync() => PhoneSystem.InitializeAsync();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        try
        {
            await base.DisposeAsync();
        }
        finally
        {
            await PhoneSystem.DisposeAsync();
            GC.SuppressFinalize(this);
        }
    }
}
