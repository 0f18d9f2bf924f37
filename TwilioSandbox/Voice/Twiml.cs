namespace TwilioSandbox.Voice;

/// <summary>One verb of a TwiML document.</summary>
internal abstract record Twiml
{
    internal sealed record Pause(TimeSpan Length) : Twiml
    {
        public override string ToString() => $"Pause {Length.TotalSeconds:0}";
    }

    /// <summary>Speaks a text.</summary>
    /// <param name="Text">The text, without markup.</param>
    /// <param name="Language">Such as <c>en-us</c>. Null for the default.</param>
    /// <param name="Loop">How often.</param>
    internal sealed record Say(string Text, string? Language, int Loop) : Twiml
    {
        public override string ToString() => "Say";
    }

    /// <summary>Plays a sound file, or the tones of keys.</summary>
    internal sealed record Play(string Url, string? Digits, int Loop) : Twiml
    {
        /// <summary>In a <see cref="Gather"/>, Twilio has another code for a wrong content type.</summary>
        public bool IsInGather { get; init; }

        public override string ToString() => "Play";
    }

    /// <summary>Collects keys.</summary>
    /// <param name="Prompts">What the caller hears meanwhile.</param>
    internal sealed record Gather(IReadOnlyList<Twiml> Prompts) : Twiml
    {
        /// <summary>The URL that receives the keys. The default is the document's.</summary>
        public string Action { get; init; } = "";

        public HttpMethod Method { get; init; } = HttpMethod.Post;

        /// <summary>The time for the next key.</summary>
        public TimeSpan Timeout { get; init; }

        /// <summary>The key that ends the input. Null for none.</summary>
        public char? FinishOnKey { get; init; }

        /// <summary>This many keys end the input.</summary>
        public int? NumDigits { get; init; }

        /// <summary>Whether the action is also requested without keys.</summary>
        public bool ActionOnEmptyResult { get; init; }

        /// <summary>Whether keys count. Otherwise only speech would, which the sandbox does not recognize.</summary>
        public bool ReadsKeys { get; init; } = true;

        public override string ToString() => Prompts.Count == 0 ? "Gather" : $"Gather ({string.Join(", ", Prompts)})";
    }

    /// <summary>Records the caller.</summary>
    internal sealed record Record : Twiml
    {
        /// <summary>The URL that receives the recording. The default is the document's.</summary>
        public string Action { get; init; } = "";

        public HttpMethod Method { get; init; } = HttpMethod.Post;

        /// <summary>The silence that ends the recording.</summary>
        public TimeSpan Timeout { get; init; }

        public TimeSpan MaxLength { get; init; }

        /// <summary>The keys that end the recording. Empty for none.</summary>
        public string FinishOnKey { get; init; } = "";

        public bool PlayBeep { get; init; } = true;

        /// <summary>Learns of the recording: <c>in-progress</c>, <c>completed</c> or <c>absent</c>.</summary>
        public Callback? RecordingStatusCallback { get; init; }

        public override string ToString() => "Record";
    }

    internal sealed record Redirect(string Url, HttpMethod Method) : Twiml
    {
        public override string ToString() => "Redirect";
    }

    internal sealed record Hangup : Twiml
    {
        public override string ToString() => "Hangup";
    }

    internal sealed record Reject(bool Busy) : Twiml
    {
        public override string ToString() => Busy ? "Reject, busy" : "Reject";
    }

    /// <summary>Rings these callees at once. The first to answer gets the call. Or joins a conference.</summary>
    internal sealed record Dial(IReadOnlyList<Callee> Callees) : Twiml
    {
        /// <summary>The conference that the caller joins. There are no callees then.</summary>
        public new Conference? Conference { get; init; }

        /// <summary>The caller ID that the callee sees. The default is the caller's identity.</summary>
        public string? CallerId { get; init; }

        /// <summary>Whether the caller's call is answered only when a callee answers. Otherwise at once, and the caller hears ringing.</summary>
        public bool AnswerOnBridge { get; init; }

        public TimeSpan? Timeout { get; init; }

        /// <summary>The URL of the TwiML to run afterwards. Without it, the next verb runs.</summary>
        public string? Action { get; init; }

        public HttpMethod Method { get; init; } = HttpMethod.Post;

        public override string ToString() => Conference is null ? $"Dial {string.Join(", ", Callees.Select(callee => callee.Name))}" : $"Dial conference {Conference.Name}";
    }

    /// <summary>Whom a <see cref="Dial"/> rings.</summary>
    /// <param name="Address">Such as <c>client:bob</c>, <c>+15005550006</c> or <c>sip:bob@example.com</c>.</param>
    /// <param name="Params">The <c>customParameters</c> of the callee's SDK.</param>
    /// <param name="StatusCallback">Receives the progress of this callee's leg.</param>
    internal sealed record Callee(string Address, IReadOnlyList<KeyValuePair<string, string>> Params, Callback? StatusCallback)
    {
        private const string ClientPrefix = "client:";

        /// <summary>The client's identity. Null for a telephone.</summary>
        public string? Identity => Address.StartsWith(ClientPrefix, StringComparison.Ordinal) ? Address[ClientPrefix.Length..] : null;

        public string Name => Identity ?? Address;
    }

    /// <summary>A room in which callers hear each other.</summary>
    internal sealed record Conference(string Name)
    {
        /// <summary>Whether the others do not hear this caller.</summary>
        public bool Muted { get; init; }

        /// <summary>Whether the conference starts when this caller joins. Until then, everybody waits.</summary>
        public bool StartOnEnter { get; init; } = true;

        /// <summary>Whether the conference ends when this caller leaves.</summary>
        public bool EndOnExit { get; init; }

        public int MaxParticipants { get; init; }

        /// <summary>Learns of what happens in the conference: <c>start</c>, <c>end</c>, <c>join</c>, <c>leave</c>, <c>mute</c>, <c>hold</c> and <c>speaker</c>.</summary>
        public Callback? StatusCallback { get; init; }
    }

    /// <summary>A <see cref="StatusCallback"/> of a document, whose URL may be relative.</summary>
    internal sealed record Callback(string Url, HttpMethod Method, IReadOnlyList<string> Events);
}

/// <summary>A TwiML document and its URL, to which the URLs in it are relative.</summary>
internal sealed record TwimlDocument(Uri Url, IReadOnlyList<Twiml> Verbs, IReadOnlyList<TwimlWarning> Warnings)
{
    private const int MaxVerbsShown = 20;

    /// <summary>Every URL in the document, as written.</summary>
    public IEnumerable<string> Addresses => Verbs.SelectMany(verb => verb switch
    {
        Twiml.Redirect redirect => [redirect.Url],
        Twiml.Gather gather => [gather.Action],
        Twiml.Record record => new[] { record.Action, record.RecordingStatusCallback?.Url }.OfType<string>(),
        Twiml.Dial dial => dial.Callees.Select(callee => callee.StatusCallback?.Url).Append(dial.Conference?.StatusCallback?.Url).Append(dial.Action).OfType<string>(),
        _ => [],
    });

    /// <exception cref="VoiceException">The URL is not an http or https URL.</exception>
    public Uri Resolve(string url) => Resolve(Url, url);

    public static Uri Resolve(Uri start, string url) =>
        Uri.TryCreate(start, url, out var resolved) && resolved.Scheme is "http" or "https" && !resolved.UserInfo.StartsWith(':')
            ? resolved
            : throw VoiceErrors.InvalidUrl("A webhook's URL must be http or https, or relative to the document. A password needs a user name.");

    /// <summary>The first verbs, for the journal.</summary>
    public override string ToString() => Verbs.Count == 0 ? "nothing" : string.Join(", ", Verbs.Take(MaxVerbsShown)) + (Verbs.Count > MaxVerbsShown ? ", …" : "");
}
