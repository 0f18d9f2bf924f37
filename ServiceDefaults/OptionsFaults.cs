using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ServiceDefaults;

/// <summary>Finds out whether settings are sound before the host starts: <c>ValidateOnStart</c> would bury what is wrong in a stack trace.</summary>
public static class OptionsFaults
{
    /// <summary>
    /// Every fault that the validators of <typeparamref name="TOptions"/> find, or what could not be read at all, in words; null when there is none.
    /// </summary>
    public static IEnumerable<string>? FaultsOf<TOptions>(this IServiceProvider services) where TOptions : class
    {
        try
        {
            _ = services.GetRequiredService<IOptionsMonitor<TOptions>>().CurrentValue;
            return null;
        }
        catch (OptionsValidationException invalid)
        {
            return invalid.Failures;
        }
        catch (InvalidOperationException unreadable) when (unreadable.InnerException is FormatException or ArgumentException)
        {
            // "Failed to convert configuration value '1' at 'Sandbox:ListenBeyondLoopback' to type 'System.Boolean'."
            return [unreadable.Message];
        }
    }
}
