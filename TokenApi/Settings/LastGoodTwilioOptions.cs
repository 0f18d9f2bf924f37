using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using TwilioTokens;

namespace TokenApi.Settings;

/// <summary>
/// The Twilio settings as they are now. A changed configuration takes effect at once and whole, or, when it is faulty, not at all: the service goes on with
/// the last good one. <see cref="OptionsMonitor{TOptions}"/> itself throws from then on, at everybody who asks.
/// </summary>
internal sealed class LastGoodTwilioOptions : IOptionsMonitor<TwilioOptions>, IDisposable
{
    private readonly IOptionsFactory<TwilioOptions> _factory;
    private readonly ILogger<TwilioOptions> _logger;
    private readonly IDisposable[] _subscriptions;
    private volatile TwilioOptions _current;

    public LastGoodTwilioOptions(
        IOptionsFactory<TwilioOptions> factory, IEnumerable<IOptionsChangeTokenSource<TwilioOptions>> sources, ILogger<TwilioOptions> logger)
    {
        (_factory, _logger) = (factory, logger);
        _current = factory.Create(Options.DefaultName);
        _subscriptions = [.. sources.Select(source => ChangeToken.OnChange(source.GetChangeToken, Take))];
    }

    public TwilioOptions CurrentValue => _current;

    public TwilioOptions Get(string? name) => _current;

    // Nobody keeps anything that was made of the settings.
    public IDisposable? OnChange(Action<TwilioOptions, string?> listener) => throw new NotSupportedException("Ask for CurrentValue each time instead.");

    public void Dispose() => Array.ForEach(_subscriptions, subscription => subscription.Dispose());

    private void Take()
    {
        try
        {
            var next = _factory.Create(Options.DefaultName);
            // Whether somebody may sign in by saying a name was decided at the start, by this key.
            if (string.IsNullOrEmpty(next.SandboxUrl) != string.IsNullOrEmpty(_current.SandboxUrl))
            {
                throw new OptionsValidationException(
                    Options.DefaultName, typeof(TwilioOptions), ["Twilio:SandboxUrl cannot be set or removed while the service runs. Restart it."]);
            }

            _current = next;
            _logger.LogInformation("The configuration was read again, and its Twilio settings are in use");
        }
        catch (OptionsValidationException invalid)
        {
            // The texts name keys and shapes, never values.
            _logger.LogError("The changed Twilio settings are not used, those before still are. {Faults}", string.Join(' ', invalid.Failures));
        }
    }
}
