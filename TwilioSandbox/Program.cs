using TwilioSandbox;
using TwilioSandbox.CommandLine;

return SandboxCommand.IsNamedBy(args) ? SandboxCommand.Run(args) : SandboxServer.Run(args);
