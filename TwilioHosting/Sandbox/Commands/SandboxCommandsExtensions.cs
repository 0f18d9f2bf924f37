using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Twilio.Commands;

/// <summary>The sandbox's commands, for the dashboard and for <c>aspire resource sandbox {name}</c>.</summary>
internal static class SandboxCommandsExtensions
{
    private const int BreakSeconds = 10;
    private const int MaximumTtl = 86400;

    public static IResourceBuilder<T> WithSandboxCommands<T>(this IResourceBuilder<T> sandbox) where T : IResourceWithEndpoints
    {
        var client = new SandboxClient(sandbox.GetEndpoint("http"));
        return sandbox
            .WithCommand("issue-token", "Issue a token", command => IssueTokenAsync(client, command), new()
            {
                Description = "Issues a token for the sandbox's account. Twilio does not accept it.",
                IconName = "Key",
                IsHighlighted = true,
                UpdateState = WhenHealthy,
                Arguments =
                [
                    new() { Name = "client", Label = "Client", Description = "The identity in the token.", InputType = InputType.Text, Value = "alice", Required = true },
                    new() { Name = "kind", Label = "Kind", InputType = InputType.Choice, Options = [new("capability", "Capability token"), new("access", "Access token")], Value = "capability" },
                    new() { Name = "incoming", Label = "Incoming", Description = "Allows the client to register and to receive calls.", InputType = InputType.Boolean, Value = "true" },
                    new() { Name = "outgoing", Label = "Outgoing", Description = "Allows the client to make calls through the TwiML application.", InputType = InputType.Boolean, Value = "true" },
                    new() { Name = "ttl", Label = "Lifetime", Description = $"Seconds, 1 to {MaximumTtl}.", InputType = InputType.Number, Value = "3600", Required = true },
                ],
            })
            .WithCommand("explain-token", "Explain a token", command => ExplainTokenAsync(client, command), new()
            {
                Description = "Shows whether the sandbox accepts a token, and what the token allows or what is wrong with it.",
                IconName = "BookQuestionMark",
                UpdateState = WhenHealthy,
                Arguments = [new() { Name = "token", Label = "Token", Description = "A capability token or an access token.", InputType = InputType.Text, Placeholder = "eyJ…", Required = true }],
            })
            .WithFaultCommand(client, "break-signaling", "Break signaling for 10 s", "Breaks every signaling connection for 10 seconds.", "PlugDisconnected",
                [], _ => new { kind = "drop-signaling", @for = BreakSeconds })
            .WithFaultCommand(client, "fail-voice-url", "Fail the Voice URL", "Calls fail as if the Voice URL had answered with an error.", "CallDismiss",
                [Number("status", "HTTP status", "400 to 599.", 500), Number("seconds", "Duration", "Seconds.", 60)],
                arguments => new { kind = "fail-voice-url", status = WholeNumber(arguments, "status"), @for = WholeNumber(arguments, "seconds") })
            .WithFaultCommand(client, "shift-clock", "Shift the clock", "The sandbox judges tokens at a later time, so they expire now.", "ClockArrowDownload",
                [Number("offset", "Offset", "Seconds. Negative numbers set the clock back.", MaximumTtl), Number("seconds", "Duration", "Seconds.", 60)],
                arguments => new { kind = "wrong-clock", offsetSeconds = WholeNumber(arguments, "offset"), @for = WholeNumber(arguments, "seconds") })
            .WithCommand("reset", "Reset the sandbox", async command => Result("The sandbox was reset.", await client.DeleteAsync("/sandbox", command.CancellationToken)), new()
            {
                Description = "Ends every call, connection and fault, and clears the journal.",
                ConfirmationMessage = "End every call, connection and fault, and clear the journal?",
                IconName = "ArrowReset",
                UpdateState = WhenHealthy,
            });
    }

    private static IResourceBuilder<T> WithFaultCommand<T>(
        this IResourceBuilder<T> sandbox, SandboxClient client, string name, string displayName, string description, string icon,
        InteractionInput[] arguments, Func<InteractionInputCollection, object> fault) where T : IResource =>
        sandbox.WithCommand(
            name,
            displayName,
            async command => Result(description, await client.PostAsync("/sandbox/faults", fault(command.Arguments), command.CancellationToken)),
            new() { Description = description, IconName = icon, Arguments = arguments, UpdateState = WhenHealthy });

    private static ResourceCommandState WhenHealthy(UpdateCommandStateContext context) =>
        context.ResourceSnapshot.HealthStatus == HealthStatus.Healthy ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;

    private static InteractionInput Number(string name, string label, string description, int value) =>
        new() { Name = name, Label = label, Description = description, InputType = InputType.Number, Value = $"{value}", Required = true };

    // Anything else is sent as it is: the sandbox refuses it and explains why.
    private static object? WholeNumber(InteractionInputCollection arguments, string name) =>
        int.TryParse(arguments.GetString(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : arguments.GetString(name);

    private static async Task<ExecuteCommandResult> IssueTokenAsync(SandboxClient client, ExecuteCommandContext command)
    {
        var arguments = command.Arguments;
        var answer = await client.PostAsync("/sandbox/tokens", new
        {
            client = arguments.GetString("client"),
            kind = arguments.GetString("kind"),
            incoming = arguments.GetBoolean("incoming"),
            outgoing = arguments.GetBoolean("outgoing"),
            ttl = WholeNumber(arguments, "ttl"),
        }, command.CancellationToken);
        return answer.Problem is { } problem ? CommandResults.Failure(problem)
            : Show($"A token for {arguments.GetString("client")}.", TokenMarkdown.Of(answer.Body.GetProperty("token").GetString()!));
    }

    private static async Task<ExecuteCommandResult> ExplainTokenAsync(SandboxClient client, ExecuteCommandContext command)
    {
        var answer = await client.PostAsync("/sandbox/explain", new { token = command.Arguments.GetString("token") }, command.CancellationToken);
        return answer.Problem is { } problem ? CommandResults.Failure(problem)
            : Show(answer.Body.GetProperty("accepted").GetBoolean() ? "Accepted." : "Refused.", TokenMarkdown.Json(answer.Body));
    }

    private static ExecuteCommandResult Result(string message, SandboxAnswer answer) =>
        answer.Problem is { } problem ? CommandResults.Failure(problem) : CommandResults.Success(message);

    private static ExecuteCommandResult Show(string message, string markdown) =>
        CommandResults.Success(message, markdown, CommandResultFormat.Markdown, displayImmediately: true);
}
