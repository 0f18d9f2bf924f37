namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that is known when the application runs, such as an endpoint's URL.</summary>
public interface IValueProvider
{
    /// <summary>The value; may wait until it is known.</summary>
    ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default);
}

/// <summary>A value that stands in a published manifest as an expression, such as <c>{signing-key.value}</c>.</summary>
public interface IManifestExpressionProvider
{
    /// <summary>The expression, in braces.</summary>
    string ValueExpression { get; }
}
