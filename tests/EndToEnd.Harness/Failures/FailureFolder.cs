namespace EndToEnd.Harness;

/// <summary>The folder of a failure bundle: <c>artifacts/failures/{test}/</c> at the root of the repository.</summary>
internal static class FailureFolder
{
    /// <param name="testName">The test.</param>
    /// <param name="id">Distinguishes tests with the same name: xunit shortens long arguments.</param>
    public static string Of(string testName, string id) => Path.Combine(
        Repository.Root, "artifacts", "failures", string.Concat($"{testName} {id}".TrimEnd().Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' ? c : '-')));
}
