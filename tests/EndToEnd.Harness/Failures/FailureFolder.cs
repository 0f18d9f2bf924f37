namespace EndToEnd.Harness;

/// <summary>Where what a failed test saw is kept: <c>artifacts/failures/{test}/</c> at the root of the repository.</summary>
internal static class FailureFolder
{
    /// <param name="testName">What failed.</param>
    /// <param name="id">Tells it from another test of the same name: xunit shortens arguments that are long.</param>
    public static string Of(string testName, string id) => Path.Combine(
        Repository.Root, "artifacts", "failures", string.Concat($"{testName} {id}".TrimEnd().Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' ? c : '-')));
}
