namespace Aspire.Hosting.ApplicationModel;

/// <summary>A port that a resource listens on, over TCP.</summary>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    internal EndpointAnnotation(string name, string uriScheme)
    {
        Name = name;
        UriScheme = uriScheme;
    }

    /// <summary>Name among the resource's endpoints.</summary>
    public string Name { get; }

    /// <summary>Scheme of its URL.</summary>
    public string UriScheme { get; set; }

    /// <summary>Port that clients connect to, 1 to 65535; null: a free one.</summary>
    public int? Port { get; set; }

    /// <summary>Port that the resource listens on. Nothing stands between the two here, so there is but one.</summary>
    public int? TargetPort { get; set; }

    /// <summary>Whether it is to be reached from outside once published; on one's own machine every endpoint is on loopback.</summary>
    public bool IsExternal { get; set; }

    /// <summary>The port, once the application starts.</summary>
    internal int? AllocatedPort { get; set; }

    internal bool IsHttp => UriScheme is "http" or "https";
}
