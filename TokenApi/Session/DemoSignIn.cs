using Microsoft.Extensions.Options;
using TokenApi.Tokens;

namespace TokenApi.Session;

/// <summary>
/// Signing in by saying a name, without proof. Good for a demo on one machine, so it exists in Development and with the sandbox account only.
/// </summary>
internal sealed class DemoSignIn(IHostEnvironment environment, IOptionsMonitor<TwilioOptions> twilio)
{
    public bool IsEnabled { get; } = environment.IsDevelopment() || !string.IsNullOrEmpty(twilio.CurrentValue.SandboxUrl);
}
