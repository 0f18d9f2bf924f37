using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using TwilioSandbox.Tokens;

namespace TwilioSandbox.CommandLine;

/// <summary><c>explain [TOKEN] [--json]</c>. Without the argument it reads standard input, which keeps the token out of the shell's history.</summary>
internal static class ExplainCommand
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerOptions.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static Command Create(SandboxOptions account, TimeProvider time, TextReader input)
    {
        var token = new Argument<string?>("TOKEN") { Description = "The token. Standard input if you do not give it.", Arity = ArgumentArity.ZeroOrOne };
        var json = new Option<bool>("--json") { Description = "Print what POST /sandbox/explain answers." };
        var command = new Command("explain", "Explains a token of the sandbox's account. Exit code 0 only if the sandbox would accept it now.") { token, json };
        command.SetAction(parsed =>
        {
            var judge = new TokenJudge(Options.Create(account), time);
            var explanation = TokenExplanation.Of(judge.Judge((parsed.GetValue(token) ?? input.ReadToEnd()).Trim()), time.GetUtcNow());
            parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(explanation, s_json) : Describe(explanation));
            return explanation.Accepted ? 0 : 1;
        });
        return command;
    }

    private static string Describe(TokenExplanation explanation) => explanation.Accepted
        ? string.Join('\n',
            [
                $"Accepted: {explanation.Kind?.ToString().ToLowerInvariant()} token of {explanation.Identity ?? "nobody (Anonymous)"}",
                $"  incoming calls   {(explanation.AllowsIncoming == true ? "yes" : "no")}",
                $"  outgoing calls   {explanation.ApplicationSid ?? "no"}",
                .. (explanation.ApplicationParams ?? []).Select(pair => $"  parameter        {pair.Key}={pair.Value}"),
                string.Create(CultureInfo.InvariantCulture, $"  expires          {explanation.ExpiresAt:yyyy-MM-dd HH:mm:ss} UTC, in {explanation.SecondsLeft} s"),
                .. (explanation.Warnings ?? []).Select(warning => $"  warning          {warning}"),
            ])
        : $"Refused with {explanation.Code}: {explanation.Message}\n  {explanation.Explanation}";
}
