namespace Aspire.Hosting;

/// <summary>Describes the application: its resources, and what AppHost itself needs.</summary>
public interface IDistributedApplicationBuilder
{
    /// <summary>AppHost's configuration: appsettings, user secrets in Development, environment, command line.</summary>
    ConfigurationManager Configuration { get; }

    /// <summary>AppHost's project directory. Relative paths of resources start there.</summary>
    string AppHostDirectory { get; }

    /// <summary>AppHost's environment, such as Development.</summary>
    IHostEnvironment Environment { get; }

    /// <summary>AppHost's services.</summary>
    IServiceCollection Services { get; }

    /// <summary>Lets code run when something happens in the life of the application.</summary>
    IDistributedApplicationEventing Eventing { get; }

    /// <summary>Whether the application runs or is being published.</summary>
    DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <summary>The resources so far.</summary>
    IResourceCollection Resources { get; }

    /// <summary>Adds a resource to the application.</summary>
    /// <exception cref="DistributedApplicationException">There is one with that name.</exception>
    IResourceBuilder<T> AddResource<T>(T resource) where T : IResource;

    /// <summary>The application, ready to start.</summary>
    DistributedApplication Build();
}
