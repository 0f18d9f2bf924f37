using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Text with values in it that are known only when the application runs, such as <c>$"{endpoint}/voice"</c>.</summary>
public class ReferenceExpression : IValueProvider, IManifestExpressionProvider
{
    private ReferenceExpression(string format, IReadOnlyList<IValueProvider> providers, IReadOnlyList<string> manifestExpressions)
    {
        Format = format;
        ValueProviders = providers;
        ManifestExpressions = manifestExpressions;
    }

    /// <summary>A composite format string with one placeholder for each of <see cref="ValueProviders"/>.</summary>
    public string Format { get; }

    /// <summary>The values, in order.</summary>
    public IReadOnlyList<IValueProvider> ValueProviders { get; }

    /// <summary>What stands in a manifest for the values, in order.</summary>
    public IReadOnlyList<string> ManifestExpressions { get; }

    /// <inheritdoc/>
    public string ValueExpression => string.Format(CultureInfo.InvariantCulture, Format, [.. ManifestExpressions]);

    /// <summary>Takes an interpolated string.</summary>
    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => handler.ToExpression();

    /// <inheritdoc/>
    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken)
    {
        var values = new object?[ValueProviders.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = await ValueProviders[i].GetValueAsync(cancellationToken);
        }

        return string.Format(CultureInfo.InvariantCulture, Format, values);
    }

    /// <summary>What the compiler turns an interpolated string into.</summary>
    [InterpolatedStringHandler]
    public ref struct ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
    {
        private readonly StringBuilder _format = new(literalLength + (formattedCount * 4));
        private readonly List<IValueProvider> _providers = new(formattedCount);
        private readonly List<string> _manifestExpressions = new(formattedCount);

        /// <summary>Adds text.</summary>
        public readonly void AppendLiteral(string value) =>
            _format.Append(value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

        /// <summary>Adds text.</summary>
        public readonly void AppendFormatted(string? value) => AppendLiteral(value ?? "");

        /// <summary>Adds a value that is known later.</summary>
        public readonly void AppendFormatted<T>(T valueProvider) where T : IValueProvider, IManifestExpressionProvider
        {
            _format.Append(CultureInfo.InvariantCulture, $"{{{_providers.Count}}}");
            _providers.Add(valueProvider);
            _manifestExpressions.Add(valueProvider.ValueExpression);
        }

        /// <summary>Adds the value of a resource, such as a parameter.</summary>
        public readonly void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider => AppendFormatted(valueProvider.Resource);

        internal readonly ReferenceExpression ToExpression() => new(_format.ToString(), _providers, _manifestExpressions);
    }
}
