using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using TokenApi.Http;
using TokenApi.Tokens;
using TwilioTokens;

namespace TokenApi.CommandLine;

/// <summary><c>token create --client alice --incoming --outgoing --ttl 600 [--kind access] [--json|--token-only]</c></summary>
internal static class CreateCommand
{
    private const string Capability = "capability";
    private const string Access = "access";

    public static Command Create(CommandSettings settings)
    {
        var client = new Option<string>("--client") { Description = $"Whose token it is. It {ClientName.Rule}", Required = true };
        var incoming = new Option<bool>("--incoming") { Description = "Allow it to register under that name, and to receive calls." };
        var outgoing = new Option<bool>("--outgoing") { Description = "Allow it to make calls through the configured TwiML application." };
        var ttl = new Option<int>("--ttl")
        {
            Description = $"How long it lives, in seconds: 1 to {TokenRequest.MaximumTtl}.",
            DefaultValueFactory = _ => TokenRequest.DefaultTtl,
            CustomParser = ReadTtl,
        };
        var kind = new Option<string>("--kind")
        {
            Description = "capability, signed with the auth token; access, signed with an API key.",
            DefaultValueFactory = _ => Capability,
        };
        kind.AcceptOnlyFromAmong(Capability, Access);
        var json = new Option<bool>("--json") { Description = "Print what the HTTP API answers." };
        var tokenOnly = new Option<bool>("--token-only") { Description = "Print the token and nothing else." };

        var command = new Command("create", "Makes a token with the configured account.") { client, incoming, outgoing, ttl, kind, json, tokenOnly };
        client.Validators.Add(result =>
        {
            if (!ClientName.IsValid(result.GetValueOrDefault<string>() ?? ""))
            {
                result.AddError($"--client {ClientName.Rule}");
            }
        });
        command.Validators.Add(result =>
        {
            if (!result.GetValue(incoming) && !result.GetValue(outgoing))
            {
                result.AddError("At least one of --incoming and --outgoing is needed: a token that allows nothing is of no use.");
            }

            if (result.GetValue(json) && result.GetValue(tokenOnly))
            {
                result.AddError("--json and --token-only exclude each other.");
            }
        });
        command.SetAction(parsed =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            if (settings.Twilio(out var faults) is not { } twilio)
            {
                error.WriteLine(faults);
                return 1;
            }

            if (parsed.GetValue(kind) == Access && !twilio.HasApiKey)
            {
                error.WriteLine($"{Errors.NoApiKey.Title}. {Errors.NoApiKey.Fix}");
                return 1;
            }

            var policy = new TokenPolicy(
                parsed.GetValue(client)!, parsed.GetValue(incoming), parsed.GetValue(outgoing), new Dictionary<string, string>(), parsed.GetValue(ttl));
            var (token, answer) = Issue(policy, parsed.GetValue(kind)!, twilio, settings.Time);
            output.WriteLine(parsed.GetValue(json) ? answer : token);
            if (!parsed.GetValue(json) && !parsed.GetValue(tokenOnly))
            {
                output.WriteLine();
                output.WriteLine(Describe(policy, parsed.GetValue(kind)!, settings.Time));
            }

            return 0;
        });
        return command;
    }

    private static int ReadTtl(ArgumentResult argument)
    {
        if (argument.Tokens is [{ Value: var text }] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ttl)
            && ttl is >= 1 and <= TokenRequest.MaximumTtl)
        {
            return ttl;
        }

        argument.AddError($"--ttl must be a whole number of seconds from 1 to {TokenRequest.MaximumTtl}.");
        return 0;
    }

    private static (string Token, string Answer) Issue(TokenPolicy policy, string kind, TwilioOptions twilio, TimeProvider time)
    {
        if (kind == Access)
        {
            var access = AccessTokenAnswer.For(policy, policy.IssueAccessToken(twilio, time));
            return (access.Token, JsonSerializer.Serialize(access, JsonSerializerOptions.Web));
        }

        var capability = CapabilityAnswer.For(policy, policy.IssueCapability(twilio, time));
        return (capability.Token, JsonSerializer.Serialize(capability, JsonSerializerOptions.Web));
    }

    private static string Describe(TokenPolicy policy, string kind, TimeProvider time)
    {
        var abilities = (policy.Incoming, policy.Outgoing) switch
        {
            (true, true) => "receive and make calls",
            (true, false) => "receive calls",
            _ => "make calls",
        };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{kind} token: {policy.Identity} may {abilities} until {time.GetUtcNow().AddSeconds(policy.Ttl):yyyy-MM-dd HH:mm:ss} UTC. Whoever has it may do so too.");
    }
}
