using System.Net;

namespace TwilioSandbox.Access;

/// <summary>Everybody knows the sandbox account's secrets, so nobody but this machine may reach it, unless somebody says so in so many words.</summary>
internal static class ListenAddresses
{
    /// <summary>What to tell the person who made it listen to other machines, or nowhere; null when it does not, or may.</summary>
    public static string? Explain(IConfiguration configuration)
    {
        var configured = Configured(configuration).ToArray();
        if (Array.Find(configured, address => !IsAddress(address)) is { } malformed)
        {
            return $"TwilioSandbox cannot listen on '{malformed}', which is no address. Expected: one such as http://localhost:5102 (--urls or ASPNETCORE_URLS).";
        }

        var beyond = configured.Where(address => !IsLoopback(address)).ToArray();
        return beyond.Length == 0 || configuration.GetValue<bool>($"{SandboxOptions.Section}:{nameof(SandboxOptions.ListenBeyondLoopback)}")
            ? null
            : $"""
                TwilioSandbox would listen on {string.Join(", ", beyond)}, where other machines reach it.
                Its account and secrets are known to everybody: whoever reaches it can take any client's name, and its calls.

                Let it listen on http://localhost:5102 (--urls or ASPNETCORE_URLS), or, in a network of your own such as that of a container, set
                  Sandbox__ListenBeyondLoopback=true
                """;
    }

    // Everything that Kestrel takes addresses from. Ports alone mean every interface.
    private static IEnumerable<string> Configured(IConfiguration configuration)
    {
        var urls = Split(configuration["urls"]);
        return
        [
            .. urls,
            .. PortsOf("http"),
            .. PortsOf("https"),
            .. configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>(),
        ];

        IEnumerable<string> PortsOf(string scheme) => urls.Length > 0 ? [] : Split(configuration[$"{scheme}_ports"]).Select(port => $"{scheme}://*:{port}");
    }

    private static string[] Split(string? list) => list?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static bool IsAddress(string address)
    {
        try
        {
            return BindingAddress.Parse(address) is not null;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    // http://*:80 and http://+:80 are no URLs, and every interface. Kestrel takes a name that it does not know for every interface too.
    private static bool IsLoopback(string address)
    {
        var host = BindingAddress.Parse(address).Host;
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
    }
}
