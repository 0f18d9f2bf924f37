namespace TwilioSandbox.Voice;

/// <summary>One verb of a TwiML document: one thing the application wants done with a call.</summary>
internal abstract record Twiml
{
    /// <summary>Waits.</summary>
    internal sealed record Pause(TimeSpan Length) : Twiml
    {
        public override string ToString() => $"Pause {Length.TotalSeconds:0}";
    }

    /// <summary>Goes on with the document at another address.</summary>
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

    /// <summary>Rings these clients, all at once; the first to answer has the call.</summary>
    internal sealed record Dial(IReadOnlyList<Client> Clients) : Twiml
    {
        /// <summary>Whom the callee sees calling; by default the caller.</summary>
        public string? CallerId { get; init; }

        public TimeSpan? Timeout { get; init; }

        /// <summary>Where to ask what comes after this verb; by default the next verb does.</summary>
        public string? Action { get; init; }

        public HttpMethod Method { get; init; } = HttpMethod.Post;

        public override string ToString() => $"Dial {string.Join(", ", Clients.Select(client => client.Identity))}";
    }

    /// <summary>The noun: whom a <see cref="Dial"/> rings.</summary>
    /// <param name="Identity">The name that the client's token gives it.</param>
    /// <param name="Params">What the callee's SDK is given as <c>customParameters</c>.</param>
    /// <param name="StatusCallback">Where this client's part of the call is reported to.</param>
    internal sealed record Client(string Identity, IReadOnlyList<KeyValuePair<string, string>> Params, Callback? StatusCallback);

    /// <summary>A <see cref="StatusCallback"/> as the document has it: its address may be relative.</summary>
    internal sealed record Callback(string Url, HttpMethod Method, IReadOnlyList<string> Events);
}

/// <summary>A TwiML document, and the address it came from: relative addresses in it start there.</summary>
internal sealed record TwimlDocument(Uri Url, IReadOnlyList<Twiml> Verbs)
{
    /// <summary>Every address in it, as it is written there.</summary>
    public IEnumerable<string> Addresses => Verbs.SelectMany(verb => verb switch
    {
        Twiml.Redirect redirect => [redirect.Url],
        Twiml.Dial dial => dial.Clients.Select(client => client.StatusCallback?.Url).Append(dial.Action).OfType<string>(),
        _ => [],
    });

    /// <exception cref="VoiceException">It is no address, or none that a webhook can have.</exception>
    public Uri Resolve(string url) =>
        Uri.TryCreate(Url, url, out var resolved) && resolved.Scheme is "http" or "https"
            ? resolved
            : throw VoiceErrors.InvalidUrl("A webhook's address must be an http or https URL, or relative to the document that names it.");

    public override string ToString() => Verbs.Count == 0 ? "nothing" : string.Join(", ", Verbs);
}
