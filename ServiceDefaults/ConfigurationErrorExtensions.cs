using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ServiceDefaults;

/// <summary>Checks the configuration before the host starts, so that errors are printed without a stack trace.</summary>
public static partial class ConfigurationErrorExtensions
{
    /// <summary>Validates every section registered with <c>ValidateOnStart</c>, and prints all errors and the remedy to standard error.</summary>
    /// <returns>Whether there are errors. The program must then exit with code 1.</returns>
    public static bool HasConfigurationErrors(this WebApplication app, string remedy)
    {
        var errors = app.Services.GetConfigurationErrors();
        if (errors.Count > 0)
        {
            Console.Error.WriteLine($"{app.Environment.ApplicationName} cannot start with this configuration:\n  {string.Join("\n  ", errors)}\n\n{remedy}");
        }

        return errors.Count > 0;
    }

    /// <summary>The errors of every section registered with <c>ValidateOnStart</c>.</summary>
    public static IReadOnlyList<string> GetConfigurationErrors(this IServiceProvider services)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
            return [];
        }
        catch (OptionsValidationException invalid)
        {
            return [.. invalid.Failures.Select(WithoutPrefix)];
        }
        catch (AggregateException several) when (several.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            return [.. several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(invalid => invalid.Failures).Select(WithoutPrefix)];
        }
        catch (InvalidOperationException unreadable) when (unreadable.InnerException is FormatException or ArgumentException)
        {
            // "Failed to convert configuration value '1' at 'Sandbox:ListenBeyondLoopback' to type 'System.Boolean'."
            return [unreadable.Message];
        }
    }

    // DataAnnotation validation failed for 'RateLimitOptions' members: 'PerAddress' with the error: 'RateLimits:PerAddress is malformed.'.
    private static string WithoutPrefix(string failure) => DataAnnotationPrefix().Replace(failure, "$1");

    [GeneratedRegex(@"\ADataAnnotation validation failed for '.*?' with the error: '(.*)'\.\z", RegexOptions.Singleline)]
    private static partial Regex DataAnnotationPrefix();
}
