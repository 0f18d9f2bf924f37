namespace TwilioSandbox.Tokens;

/// <summary>One scope of a capability token.</summary>
/// <remarks>
/// <code>
/// scope:client:incoming?clientName=alice
/// scope:client:outgoing?appSid=AP…&amp;appParams=k%3Dv&amp;clientName=alice
/// scope:stream:subscribe?path=%2F2010-04-01%2FEvents
/// </code>
/// Values are form-encoded: <c>%XX</c>, and <c>+</c> for a space.
/// </remarks>
internal sealed record CapabilityScope(string Service, string Privilege, IReadOnlyDictionary<string, string> Params)
{
    /// <summary>Whether this is <c>scope:client:{privilege}</c>.</summary>
    public bool Is(string privilege) => Service == "client" && Privilege == privilege;

    /// <summary>Reads one scope. Null if it has another form.</summary>
    public static CapabilityScope? Parse(string scope)
    {
        var question = scope.IndexOf('?', StringComparison.Ordinal);
        var name = (question < 0 ? scope : scope[..question]).Split(':');
        if (name is not ["scope", { Length: > 0 } service, { Length: > 0 } privilege])
        {
            return null;
        }

        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in Form.Parse(question < 0 ? "" : scope[(question + 1)..]))
        {
            if (!parameters.TryAdd(key, value))
            {
                return null;
            }
        }

        return new CapabilityScope(service, privilege, parameters);
    }
}
