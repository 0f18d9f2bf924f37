namespace Aspire.Hosting.ApplicationModel;

/// <summary>Aspire's rule for resource names. They become host names and parts of variable names.</summary>
internal static class ResourceNames
{
    private const int MaxLength = 64;

    public static readonly StringComparer Comparer = StringComparer.OrdinalIgnoreCase;

    public static string Validated(string name)
    {
        var valid = name.Length is > 0 and <= MaxLength
            && char.IsAsciiLetter(name[0])
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            && !name.Contains("--", StringComparison.Ordinal)
            && !name.EndsWith('-');

        return valid ? name : throw new ArgumentException(
            $"Resource name '{name}' is invalid. A name has 1 to {MaxLength} ASCII letters, digits and hyphens, begins with a letter, "
            + "has no two hyphens in a row and none at the end.", nameof(name));
    }
}
