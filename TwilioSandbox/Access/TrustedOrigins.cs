using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace TwilioSandbox.Access;

/// <summary>This machine, and the origins of <see cref="SandboxOptions.AllowedOrigins"/>.</summary>
internal sealed class TrustedOrigins(IOptions<SandboxOptions> options)
{
    // The names of this machine in containers: of Aspire, Docker and Podman. A site cannot register names in .internal.
    private static readonly string[] s_inContainers = ["aspire.dev.internal", "host.docker.internal", "host.containers.internal"];

    private readonly Uri[] _allowed = [.. options.Value.AllowedOrigins.Select(origin => new Uri(origin))];

    /// <summary>Whether a page of this origin may open <c>/signal</c>.</summary>
    public bool IsPage(string origin) => Read(origin) is { } url && (IsThisMachine(url) || Array.Exists(_allowed, allowed => IsSame(allowed, url)));

    /// <summary>Whether a request with these <c>Origin</c> headers is allowed: none, or exactly one of a trusted page.</summary>
    public bool Allows(StringValues origins) => origins.Count == 0 || (origins is [{ } origin] && IsPage(origin));

    /// <summary>Whether a request may name this host. Other names may have been pointed at this machine (DNS rebinding).</summary>
    public bool IsHost(HostString host) =>
        Read($"http://{host}") is { } url
        && (IsThisMachine(url) || Array.Exists(_allowed, allowed => string.Equals(allowed.Authority, url.Authority, StringComparison.OrdinalIgnoreCase)));

    private static bool IsThisMachine(Uri url) => url.IsLoopback || s_inContainers.Contains(url.Host);

    private static Uri? Read(string origin) => Uri.TryCreate(origin, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0 ? url : null;

    private static bool IsSame(Uri one, Uri other) => Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
