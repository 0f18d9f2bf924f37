using System.CommandLine;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using TwilioSandbox.Account;

namespace TwilioSandbox.CommandLine;

/// <summary><c>token --client alice [--incoming] [--outgoing] [--ttl 600] [--kind access] [--json]</c></summary>
internal static class TokenCommand
{
    public static Command Create(SandboxOptions account, TimeProvider time)
    {
        var client = new Option<string>("--client") { Description = "The identity in the token.", Required = true };
        var incoming = new Option<bool>("--incoming") { Description = "May register and receive calls. Both are allowed if you give neither." };
        var outgoing = new Option<bool>("--outgoing") { Description = "May call the TwiML application." };
        var ttl = new Option<int>("--ttl") { Description = "Lifetime in seconds, 1 to 86400.", DefaultValueFactory = _ => 3600 };
        var kind = new Option<string>("--kind") { Description = "capability or access.", DefaultValueFactory = _ => "capability" };
        var json = new Option<bool>("--json") { Description = "Print what POST /sandbox/tokens answers." };
        var command = new Command("token", "Issues a token of the sandbox's account. It is worthless at Twilio.") { client, incoming, outgoing, ttl, kind, json };
        command.SetAction(parsed =>
        {
            var failed = false;
            bool? Flag(Option<bool> option) => parsed.GetValue(option) ? true : null;
            var request = new TokenRequest { Client = parsed.GetValue(client), Incoming = Flag(incoming), Outgoing = Flag(outgoing), Ttl = parsed.GetValue(ttl), Kind = parsed.GetValue(kind) };
            foreach (var error in Errors(request, account))
            {
                parsed.InvocationConfiguration.Error.WriteLine(error);
                failed = true;
            }

            if (failed)
            {
                return 1;
            }

            var issued = TokenIssuer.Issue(request, account, time.GetUtcNow());
            parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(issued, JsonSerializerOptions.Web) : issued.Token);
            return 0;
        });
        return command;
    }

    private static IEnumerable<string> Errors(TokenRequest request, SandboxOptions account)
    {
        List<ValidationResult> results = [];
        Validator.TryValidateObject(request, new(request), results, validateAllProperties: true);
        return
        [
            .. results.Select(result => $"--{result.MemberNames.First().ToLowerInvariant()} {result.ErrorMessage}"),
            .. TokenIssuer.MissingKeyError(request, account) is { } error ? [$"--kind {error}"] : Array.Empty<string>(),
        ];
    }
}
