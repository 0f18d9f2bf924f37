namespace Aspire.Hosting.ApplicationModel;

/// <summary>What an environment callback works on.</summary>
public class EnvironmentCallbackContext
{
    internal EnvironmentCallbackContext()
    {
    }

    /// <summary>Strings, <see cref="IValueProvider"/>s and what is both value and <see cref="IManifestExpressionProvider"/>, by name.</summary>
    public Dictionary<string, object> EnvironmentVariables { get; } = [];
}
