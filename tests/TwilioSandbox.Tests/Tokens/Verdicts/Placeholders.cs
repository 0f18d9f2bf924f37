using System.Globalization;
using System.Text.RegularExpressions;

namespace TwilioSandbox.Tests.Tokens.Verdicts;

/// <summary>What may stand in braces in a <see cref="TokenRecipe"/>.</summary>
internal static partial class Placeholders
{
    public static string Fill(string text) => Braces().Replace(text, brace => brace.Value switch
    {
        "{AC}" => SandboxApp.AccountSid,
        "{SK}" => SandboxApp.ApiKeySid,
        "{AP}" => SandboxApp.ApplicationSid,
        "{authToken}" => SandboxApp.AuthToken,
        "{secret}" => SandboxApp.ApiKeySecret,
        "{now}" => $"{TestJudge.Now}",
        ['{', 'n', 'o', 'w', .. var offset, '}'] => $"{TestJudge.Now + long.Parse(offset, CultureInfo.InvariantCulture)}",
        [_, .. var repeated, '}'] => Repeat(repeated.Split('*')),
        _ => brace.Value,
    });

    private static string Repeat(string[] textAndCount) =>
        string.Concat(Enumerable.Repeat(textAndCount[0], int.Parse(textAndCount[1], CultureInfo.InvariantCulture)));

    [GeneratedRegex(@"\{(AC|SK|AP|authToken|secret|now([+-]\d+)?|[^{}*]+\*\d+)\}")]
    private static partial Regex Braces();
}
