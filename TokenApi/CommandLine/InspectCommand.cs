using System.CommandLine;

namespace TokenApi.CommandLine;

/// <summary><c>token inspect TOKEN [--verify]</c>, or the token on standard input, so that it need not stand in a shell's history.</summary>
internal static class InspectCommand
{
    public const int Accepted = 0;
    public const int Refused = 1;
    public const int Undecided = 2;

    public static Command Create(CommandSettings settings, TextReader input)
    {
        var token = new Argument<string?>("TOKEN")
        {
            Description = "The token; without it, or with -, the first line of standard input that is not empty.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var verify = new Option<bool>("--verify") { Description = "Fail when there are no settings to check account and signature with." };

        var command = new Command(
            "inspect",
            "Explains a token, and says whether it would be accepted now. Account and signature are checked when an account is configured. "
            + "Exit code: 0 it would be accepted, 1 it would be refused, 2 nothing is wrong with it but its signature was not checked.")
        {
            token, verify,
        };
        command.SetAction(parsed =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var twilio = settings.Twilio(out var faults);
            if (twilio is null && (parsed.GetValue(verify) || settings.HaveTwilio))
            {
                error.WriteLine(faults);
                return Refused;
            }

            var text = parsed.GetValue(token) is { } given and not "-" ? given : FirstLine(input);
            var inspection = Inspection.Of(text.Trim(), twilio, settings.Time.GetUtcNow());
            inspection.WriteTo(output);
            return inspection.Faults.Count > 0 ? Refused : inspection.SignatureChecked ? Accepted : Undecided;
        });
        return command;
    }

    private static string FirstLine(TextReader input)
    {
        while (input.ReadLine() is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                return line;
            }
        }

        return "";
    }
}
