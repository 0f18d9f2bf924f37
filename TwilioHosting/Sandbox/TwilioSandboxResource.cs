using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Twilio;

/// <summary>The Twilio sandbox that this package contains, as a program on this machine.</summary>
/// <param name="name">The name of the resource.</param>
/// <param name="command">The command that starts the program, <c>dotnet</c>.</param>
/// <param name="workingDirectory">The folder of the program.</param>
public sealed class TwilioSandboxResource(string name, string command, string workingDirectory) : ExecutableResource(name, command, workingDirectory);
