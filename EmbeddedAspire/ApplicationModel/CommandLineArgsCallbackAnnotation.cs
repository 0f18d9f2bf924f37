namespace Aspire.Hosting.ApplicationModel;

/// <summary>Adds to the arguments of a resource when it starts.</summary>
public class CommandLineArgsCallbackAnnotation(Action<IList<object>> callback) : IResourceAnnotation
{
    /// <summary>Gets the arguments so far: strings and <see cref="IValueProvider"/>s.</summary>
    public Action<IList<object>> Callback { get; } = callback;
}
