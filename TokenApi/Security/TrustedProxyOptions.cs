using System.ComponentModel.DataAnnotations;
using System.Net;

namespace TokenApi.Security;

/// <summary>The proxies whose <c>X-Forwarded-*</c> headers the service trusts: configuration section <c>ForwardedHeaders</c>.</summary>
internal sealed class TrustedProxyOptions : IValidatableObject
{
    public const string Section = "ForwardedHeaders";

    /// <summary>Addresses, such as <c>10.0.0.7</c>.</summary>
    public IReadOnlyList<string> KnownProxies { get; set; } = [];

    /// <summary>Networks, such as <c>10.0.0.0/8</c>.</summary>
    public IReadOnlyList<string> KnownNetworks { get; set; } = [];

    /// <summary>The number of proxies that a request passes. More entries of <c>X-Forwarded-For</c> come from the client and are ignored.</summary>
    [Range(1, 10, ErrorMessage = $"{Section}:ForwardLimit is malformed. Expected: the number of proxies in front of the service, from 1 to 10.")]
    public int ForwardLimit { get; set; } = 1;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
    [
        .. from proxy in KnownProxies.Index()
           where !IPAddress.TryParse(proxy.Item, out _)
           select new ValidationResult($"{Section}:KnownProxies:{proxy.Index} is malformed. Expected: an IP address, such as 10.0.0.7."),
        .. from network in KnownNetworks.Index()
           where !System.Net.IPNetwork.TryParse(network.Item, out _)
           select new ValidationResult($"{Section}:KnownNetworks:{network.Index} is malformed. Expected: a network, such as 10.0.0.0/8."),
    ];
}
