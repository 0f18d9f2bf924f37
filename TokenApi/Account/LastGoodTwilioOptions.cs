namespace TokenApi.Account;

/// <summary>
/// Keeps the last valid Twilio options when a changed configuration has errors. Without it, <see cref="IOptionsMonitor{TOptions}"/> throws in
/// every request until the configuration is valid again.
/// </summary>
internal sealed class LastGoodTwilioOptions(IServiceProvider services, ILogger<TwilioOptions> logger) : IOptionsFactory<TwilioOptions>
{
    private readonly OptionsFactory<TwilioOptions> _factory = ActivatorUtilities.CreateInstance<OptionsFactory<TwilioOptions>>(services);
    private TwilioOptions? _last;

    public TwilioOptions Create(string name)
    {
        try
        {
            var next = _factory.Create(name);
            if (_last is not null && _last.IsSandbox != next.IsSandbox)
            {
                // Sessions of the demo sign-in must not get tokens of a real account.
                throw new OptionsValidationException(name, typeof(TwilioOptions), ["Twilio:SandboxUrl cannot be set or removed while the service runs. Restart the service."]);
            }

            return _last = next;
        }
        catch (OptionsValidationException invalid) when (_last is not null)
        {
            logger.LogError("The changed Twilio configuration has errors. The service keeps the previous one. {Errors}", string.Join(' ', invalid.Failures));
            return _last;
        }
    }
}
