namespace EndToEnd.Harness;

/// <summary>Pictures for the documentation.</summary>
public static class Pictures
{
    /// <summary>A file in docs/screenshots.</summary>
    public static string PathOf(string picture) => Path.Combine(Repository.Root, "docs", "screenshots", picture);
}
