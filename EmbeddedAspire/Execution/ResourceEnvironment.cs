namespace Aspire.Hosting.Execution;

/// <summary>Evaluates what annotations say about the environment and the arguments of a resource.</summary>
internal sealed class ResourceEnvironment(DistributedApplicationExecutionContext context)
{
    /// <exception cref="MissingParameterValueException">A parameter in it has no value.</exception>
    public async Task<Dictionary<string, string>> VariablesAsync(IResource resource, CancellationToken cancellationToken)
    {
        var callbackContext = new EnvironmentCallbackContext();
        foreach (var annotation in resource.Annotations.OfType<EnvironmentAnnotation>())
        {
            annotation.Callback(callbackContext);
        }

        var variables = new Dictionary<string, string>();
        foreach (var (name, value) in callbackContext.EnvironmentVariables)
        {
            variables[name] = await ValueAsync(value, cancellationToken);
        }

        return variables;
    }

    public async Task<List<string>> ArgumentsAsync(IResource resource, CancellationToken cancellationToken)
    {
        var arguments = new List<string>();
        foreach (var value in resource.Annotations.OfType<ArgumentsAnnotation>().SelectMany(annotation => annotation.Arguments))
        {
            arguments.Add(await ValueAsync(value, cancellationToken));
        }

        return arguments;
    }

    private async Task<string> ValueAsync(object value, CancellationToken cancellationToken) => value switch
    {
        string text => text,
        IManifestExpressionProvider expression when context.IsPublishMode => expression.ValueExpression,
        IValueProvider provider => await provider.GetValueAsync(cancellationToken) ?? "",
        _ => throw new NotSupportedException($"A value of type {value.GetType()} needs Aspire itself: -p:UseAspire=true."),
    };
}
