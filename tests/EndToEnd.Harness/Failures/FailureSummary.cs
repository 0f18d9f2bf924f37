namespace EndToEnd.Harness;

/// <summary>The README.md of a failure bundle: what was expected, what each person saw, and where to look next.</summary>
internal sealed class FailureSummary(string testName, string failure)
{
    private readonly List<string> _people = [];
    private readonly List<string> _sandbox = [];
    private readonly List<string> _missing = [];

    public void Saw(string description) => _people.Add($"- {description}");

    public void Received(IEnumerable<DecodedToken> tokens) => _people.AddRange(from token in tokens select $"  - received {token}");

    public void Happened(string client, IReadOnlyList<SandboxEvent> events)
    {
        foreach (var e in events.TakeLast(5))
        {
            _sandbox.Add($"- {client}: {e.Type} {e.Code} {e.Message} {e.Explanation}".TrimEnd());
        }
    }

    public async Task TryAsync(string what, Func<Task> save)
    {
        try
        {
            await save();
        }
        catch (Exception e)
        {
            _missing.Add($"- {what}: {e.Message.Split('\n')[0]}");
        }
    }

    public string Write(IEnumerable<string> files) => $"""
        # {testName} failed

        {failure}

        ## What each person saw

        {string.Join('\n', _people)}

        ## Last events in the sandbox

        {string.Join('\n', _sandbox)}

        ## Files

        {string.Join('\n', files.Where(file => file != "README.md").Order().Select(file => $"- [{file}]({file}){Explain(file)}"))}
        {(_missing.Count == 0 ? "" : $"\n## Not available\n\n{string.Join('\n', _missing)}")}
        """;

    private static string Explain(string file) => file switch
    {
        _ when file.EndsWith(".trace.zip", StringComparison.Ordinal) => ": each step of the test; open it at https://trace.playwright.dev, which uploads nothing",
        _ when file.EndsWith(".console.log", StringComparison.Ordinal) => ": the browser's console and uncaught errors",
        _ when file.EndsWith(".page.log", StringComparison.Ordinal) => ": status, alert and notice of the page, with times",
        _ when file.EndsWith(".network.log", StringComparison.Ordinal) => ": requests and signaling frames, tokens without signatures",
        _ when file.EndsWith(".tokens.json", StringComparison.Ordinal) => ": decoded tokens without signatures",
        _ when file.EndsWith(".sandbox.json", StringComparison.Ordinal) => ": events in the sandbox",
        _ when file.EndsWith(".service.log", StringComparison.Ordinal) => ": a service's state and log",
        _ => "",
    };
}
