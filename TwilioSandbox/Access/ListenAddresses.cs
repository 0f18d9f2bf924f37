using System.Net;

namespace TwilioSandbox.Access;

/// <summary>The account's secrets are public, so the sandbox listens on loopback only unless <c>Sandbox:ListenBeyondLoopback</c> allows more.</summary>
internal static class ListenAddresses
{
    private const string Expected = "Use an address such as http://localhost:5102 (--urls or ASPNETCORE_URLS).";

    /// <summary>The configured addresses that are malformed or open to other machines, as configuration errors.</summary>
    public static IEnumerable<string> Errors(IConfiguration configuration, bool listenBeyondLoopback)
    {
        foreach (var (key, address) in Configured(configuration))
        {
            if (HostOf(address) is not { } host)
            {
                yield return $"{key} contains something that is not an address. {Expected}";
            }
            else if (!listenBeyondLoopback && !IsLoopback(host))
            {
                yield return $"{key} would open the sandbox to other machines. Its secrets are public, so anyone could take over clients and calls. "
                    + $"{Expected} In an isolated network, such as a container's, set Sandbox__ListenBeyondLoopback=true.";
            }
        }
    }

    // Every source of Kestrel's addresses. Ports alone mean every interface, and do not count beside addresses.
    private static IEnumerable<(string Key, string Address)> Configured(IConfiguration configuration)
    {
        var urls = Split(configuration, "urls");
        var ports = urls.Length > 0 ? [] : (string[])["http", "https"];
        return
        [
            .. urls.Select(url => ("urls", url)),
            .. ports.SelectMany(scheme => Split(configuration, $"{scheme}_ports").Select(port => ($"{scheme}_ports", $"{scheme}://*:{port}"))),
            .. configuration.GetSection("Kestrel:Endpoints").GetChildren().Where(endpoint => endpoint["Url"] is not null)
                .Select(endpoint => ($"{endpoint.Path}:Url", endpoint["Url"]!)),
        ];
    }

    private static string[] Split(IConfiguration configuration, string key) =>
        configuration[key]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static string? HostOf(string address)
    {
        try
        {
            return BindingAddress.Parse(address).Host;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // Kestrel binds *, + and any host name that it does not know to every interface.
    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
}
