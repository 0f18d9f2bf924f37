using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TwilioSandbox.Events;
using TwilioSandbox.Faults;
using TwilioSandbox.Signaling;
using TwilioSandbox.Tokens;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Tests;

/// <summary>The tables of docs/sandbox.md say what the code says.</summary>
public sealed partial class SandboxDocumentTests
{
    private static readonly string s_page = File.ReadAllText(PathOf("../../docs/sandbox.md"));

    [Fact]
    public void Every_endpoint_is_in_the_table()
    {
        using var sandbox = new SandboxApp();
        sandbox.StartServer();
        var endpoints = sandbox.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => $"{MethodOf(endpoint)} {Constraint().Replace(endpoint.RoutePattern.RawText!, "")}");
        Same(endpoints, Rows("HTTP", "request").Select(row => row[0]));
    }

    [Fact]
    public void Every_event_is_in_the_table() => Same(Constants(typeof(EventTypes)), Rows("HTTP", "event").Select(row => row[0]));

    [Fact]
    public void Every_fault_is_in_the_table_with_its_fields()
    {
        string[] always = ["kind", "chance", "seed", "count", "for"];
        Same(
            FaultKind.All.Select(kind => $"{kind.Name}: {string.Join(' ', kind.Needs)}; {string.Join(' ', kind.Takes.Except(always))}"),
            Rows("Faults", "kind").Select(row => $"{row[0]}: {row[1]}; {row[2]}"));
        Same(FaultReader.FieldNames, Rows("Faults", "field").Select(row => row[0]));
    }

    [Fact]
    public void Every_setting_is_in_the_table_with_its_default()
    {
        var defaults = new SandboxOptions();
        Same(
            typeof(SandboxOptions).GetProperties().Select(setting => $"{setting.Name}: {Shown(setting.GetValue(defaults))}"),
            Rows("Settings", "setting").Select(row => $"{row[0]}: {row[1]}"));
    }

    [Fact]
    public void Every_message_is_in_the_tables()
    {
        var handler = File.ReadAllText(PathOf("../../TwilioSandbox/Signaling/SignalHandler.cs"));
        Same(Case().Matches(handler).Select(match => match.Groups[1].Value).Distinct(), Rows("Signalling", "from a phone").Select(row => row[0]));
        var sent = typeof(Reply).GetMethods(BindingFlags.Static | BindingFlags.Public).Select(method => method.Name.ToLowerInvariant());
        Same(sent, Rows("Signalling", "to a phone").Select(row => row[0]));
    }

    [Fact]
    public void Every_code_is_in_the_table_with_its_text()
    {
        var fault = new TokenFault("", "", "", "");
        var tokens = Factories(typeof(TokenRefusal), fault).Cast<TokenRefusal>().Select(refusal => $"{refusal.Code} {refusal.Message}");
        var calls = typeof(CallError).Assembly.GetTypes().SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(CallError)).Select(field => (CallError)field.GetValue(null)!)
            .Select(error => $"{error.Code} {error.Message}");
        var applications = Factories(typeof(VoiceErrors), "").Cast<VoiceException>().Select(error => $"{error.Code} {error.Title}");
        Same(tokens.Concat(calls).Concat(applications).Distinct(), Rows("Codes", "code").Select(row => $"{row[0]} {row[1]}"));
    }

    [Fact]
    public void Every_behaviour_has_a_test_that_exists()
    {
        var tests = typeof(SandboxDocumentTests).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Select(method => method.Name).ToHashSet();
        Assert.All(Rows("Behaviour", ""), row => Assert.Contains(row[2], tests));
    }

    [Fact]
    public void Every_label_is_one_of_three()
    {
        string[][][] labelled = [Rows("Codes", "code"), Rows("Signalling", "from a phone"), Rows("Signalling", "to a phone")];
        var labels = labelled.SelectMany(rows => rows).Select(row => row[^1]).Concat(Rows("Behaviour", "").Select(row => row[1]));
        Assert.All(labels, label => Assert.Contains(label, (string[])["documented", "observed", "inferred"]));
    }

    private static void Same(IEnumerable<string> code, IEnumerable<string> page) =>
        Assert.Equal(code.Order(StringComparer.Ordinal), page.Order(StringComparer.Ordinal));

    private static string MethodOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? "GET";

    // The cells, without the marks of code, of the table in a section whose first column has this title.
    private static string[][] Rows(string section, string title)
    {
        var lines = s_page.Split($"\n## {section}\n")[1].Split("\n## ")[0].Split('\n');
        var rows = lines.SkipWhile(line => !line.StartsWith($"| {title}{(title.Length > 0 ? " " : "")}|", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line[1..^1].Replace("`", "", StringComparison.Ordinal).Split('|', StringSplitOptions.TrimEntries)).ToArray();
        Assert.NotEmpty(rows);
        return rows;
    }

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

    private static IEnumerable<object> Factories(Type type, object argument) => type.GetMethods(BindingFlags.Static | BindingFlags.Public)
        .Where(method => !method.IsSpecialName && method.GetParameters() is [var only] && only.ParameterType == argument.GetType())
        .Select(method => method.Invoke(null, [argument])!);

    private static string Shown(object? value) => value is string[] or null ? "" : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static string PathOf(string path, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, path);

    [GeneratedRegex(":long(?=})")]
    private static partial Regex Constraint();

    [GeneratedRegex("case \"(\\w+)\"")]
    private static partial Regex Case();
}
