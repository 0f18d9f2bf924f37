using System.Reflection;

namespace Aspire.Hosting.Testing;

/// <summary>
/// One run of AppHost's own entry point for a test. The entry point stops twice: in <c>Build()</c>, until the test has had the builder and
/// builds the application, and in <c>Run()</c>, until the test is done with it.
/// </summary>
internal sealed class AppHostRun(Assembly appHost) : IDisposable
{
    private static readonly AsyncLocal<AppHostRun?> CurrentRun = new();

    private readonly TaskCompletionSource<DistributedApplicationBuilder> _builder = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> _application = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _buildRequested = new();
    private readonly ManualResetEventSlim _disposed = new();

    /// <summary>The run that the calling code is part of; null outside of tests.</summary>
    public static AppHostRun? Current => CurrentRun.Value;

    public Assembly AppHost => appHost;

    public Task<DistributedApplicationBuilder> Builder => _builder.Task;

    public static AppHostRun Start(Assembly appHost, string[] args)
    {
        var entryPoint = appHost.EntryPoint
            ?? throw new InvalidOperationException($"Assembly '{appHost.GetName().Name}' has no entry point, so it is no AppHost.");
        var run = new AppHostRun(appHost);
        new Thread(() => run.Execute(entryPoint, args)) { IsBackground = true, Name = "AppHost" }.Start();
        return run;
    }

    public Task<DistributedApplication> BuildAsync()
    {
        _buildRequested.Set();
        return _application.Task;
    }

    public DistributedApplication BuildForTest(DistributedApplicationBuilder builder)
    {
        _builder.TrySetResult(builder);
        _buildRequested.Wait();
        ObjectDisposedException.ThrowIf(_disposed.IsSet, this);
        var application = builder.BuildCore();
        _application.TrySetResult(application);
        return application;
    }

    public void WaitUntilDisposed() => _disposed.Wait();

    public void Dispose()
    {
        _disposed.Set();
        _buildRequested.Set();
    }

    private void Execute(MethodInfo entryPoint, string[] args)
    {
        CurrentRun.Value = this;
        Exception failure = new InvalidOperationException("AppHost's entry point ended without building an application.");
        try
        {
            entryPoint.Invoke(null, entryPoint.GetParameters().Length == 0 ? null : [args]);
        }
        catch (TargetInvocationException e)
        {
            failure = e.InnerException!;
        }

        // Without effect on what has been reached before.
        _builder.TrySetException(failure);
        _application.TrySetException(failure);
    }
}
