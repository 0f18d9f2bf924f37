using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Container.Tests.Docker;

/// <summary>The Docker engine of this machine.</summary>
internal static partial class Engine
{
    private const string Address = "/var/run/docker.sock";

    /// <summary>Why no containers can run, or null.</summary>
    public static string? Missing { get; private set; }

    // Testcontainers reads its settings at its first use. A module initializer holds a lock, so nothing here is asynchronous.
    [ModuleInitializer]
    internal static void Configure()
    {
        // Leftovers removes old containers, without a privileged container from a registry.
        Environment.SetEnvironmentVariable("TESTCONTAINERS_RYUK_DISABLED", "true");
        // On a machine that is itself a container, the engine's ports are on loopback too.
        Environment.SetEnvironmentVariable("TESTCONTAINERS_HOST_OVERRIDE", "127.0.0.1");
        try
        {
            // Testcontainers requests one version of the API and cannot use an older one by itself.
            if (Version.Parse(ApiVersion().Match(Ping()).Groups[1].Value) is var version && version < new Version(1, 44))
            {
                Environment.SetEnvironmentVariable("DOCKER_API_VERSION", $"{version}");
            }
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            Missing = $"No Docker engine answers at {Address}: {e.Message}";
        }
    }

    private static string Ping()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = 10_000 };
        socket.Connect(new UnixDomainSocketEndPoint(Address));
        socket.Send(Encoding.ASCII.GetBytes("GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n"));
        var answer = new byte[4096];
        var length = 0;
        while (socket.Receive(answer.AsSpan(length)) is > 0 and var received)
        {
            length += received;
        }

        return Encoding.ASCII.GetString(answer, 0, length);
    }

    [GeneratedRegex(@"^Api-Version: ([0-9.]+)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex ApiVersion();
}
