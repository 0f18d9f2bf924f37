using TwilioSandbox.Events;

namespace TwilioSandbox.Calls;

/// <summary>What is known of one call, live or over.</summary>
internal sealed class LoggedCall(Leg caller)
{
    private string _state = "requested";
    private DateTimeOffset? _requestedAt;
    private DateTimeOffset? _ringingAt;
    private DateTimeOffset? _answeredAt;
    private int? _code;
    private string? _reason;

    public Call Call => caller.Call;

    public string CallSid => caller.CallSid;

    public List<Leg> Legs { get; } = [];

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Learns from an event about this call. Says whether that changed its state.</summary>
    public bool Apply(SandboxEvent entry)
    {
        switch (entry.Type)
        {
            case EventTypes.CallRequested:
                _requestedAt = entry.Time;
                break;
            case EventTypes.CallRinging:
                _ringingAt ??= entry.Time;
                break;
            case EventTypes.CallAnswered:
                _answeredAt = entry.Time;
                break;
            case EventTypes.CallEnded:
                (EndedAt, _code, _reason) = (entry.Time, entry.Code, entry.Message);
                break;
            default:
                return false;
        }

        // call.ringing -> ringing
        _state = entry.Type["call.".Length..];
        return true;
    }

    public CallSnapshot Describe() => new(
        CallSid,
        _state,
        NameOf(caller),
        [.. Legs.Where(leg => leg != caller).Select(NameOf).Distinct()],
        _requestedAt,
        _ringingAt,
        _answeredAt,
        EndedAt,
        _code,
        _reason,
        [.. Legs.Select(DescribeLeg)]);

    private LegSnapshot DescribeLeg(Leg leg) => new(
        leg.CallSid,
        NameOf(leg),
        leg == caller ? "caller" : "callee",
        leg == caller ? Call.Relay?.PacketsFromCaller ?? 0 : leg.HasAnswered ? Call.Relay?.PacketsFromCallee ?? 0 : 0,
        leg.Frames.Count);

    private string NameOf(Leg leg) => $"client:{(leg == caller ? Call.Grant.CallerName : leg.ClientName) ?? "Anonymous"}";
}
