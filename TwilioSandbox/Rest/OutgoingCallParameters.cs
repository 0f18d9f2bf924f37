using System.Globalization;
using TwilioSandbox.Calls;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Rest;

/// <summary>The parameters of <c>POST Calls.json</c>.</summary>
internal static class OutgoingCallParameters
{
    private const string ClientPrefix = "client:";
    private const int MaxTimeout = 600; // documented

    /// <returns>The call, or the error.</returns>
    public static (OutgoingCall? Call, IResult? Error) Read(IFormCollection form, SandboxOptions options)
    {
        if (form["To"] is not [{ Length: > 0 } to])
        {
            return (null, RestErrors.NoTo("Send To, such as client:alice or +15005550006."));
        }

        if (form["From"] is not [{ Length: > 0 } from])
        {
            return (null, RestErrors.NoFrom("Send From, the caller ID, such as +15005550006 or client:shop."));
        }

        var (address, parameters) = ReadTo(to);
        if (address is null)
        {
            return (null, RestErrors.InvalidTo("To must be a number in E.164 format such as +15005550006, client:name, or a SIP URI."));
        }

        if (ReadFrom(from) is not { } callerId)
        {
            return (null, RestErrors.InvalidFrom("From must be a number in E.164 format such as +15005550006, or client:name."));
        }

        var (source, error) = ReadSource(form, options);
        var (callback, callbackError) = ReadStatusCallback(form);
        var timeout = ReadTimeout(form);
        error ??= callbackError ?? (timeout is null ? RestErrors.Timeout($"Timeout must be a whole number of seconds from 1 to {MaxTimeout}.") : null);
        return error is not null
            ? (null, error)
            : (new OutgoingCall(callerId, address, source!) { Params = parameters, StatusCallback = callback, Timeout = timeout!.Value }, null);
    }

    // client:alice?a=b has custom parameters for the client's SDK (documented).
    private static (string? Address, KeyValuePair<string, string>[] Params) ReadTo(string to)
    {
        if (!to.StartsWith(ClientPrefix, StringComparison.Ordinal))
        {
            return (to.Split('?')[0] is var address && CalleeParser.IsSipUri(address) ? address : PhoneNumber.Normalize(to), []);
        }

        var parts = to.Split('?', 2);
        return (IsClient(parts[0]) ? parts[0] : null, parts.Length == 2 ? [.. Form.Parse(parts[1])] : []);
    }

    private static string? ReadFrom(string from) => IsClient(from) || CalleeParser.IsSipUri(from) ? from : PhoneNumber.Normalize(from);

    private static bool IsClient(string address) => address.StartsWith(ClientPrefix, StringComparison.Ordinal) && CalleeParser.IsIdentity(address[ClientPrefix.Length..]);

    private static (TwimlSource? Source, IResult? Error) ReadSource(IFormCollection form, SandboxOptions options)
    {
        // The application's Voice URL counts more than Url (documented).
        if (form["ApplicationSid"] is [{ Length: > 0 } applicationSid])
        {
            return applicationSid != options.ApplicationSid ? (null, RestErrors.Application($"The sandbox's only TwiML application is {options.ApplicationSid}."))
                : options.VoiceUrl is null ? (null, RestErrors.Url("The TwiML application has no Voice URL. Set Sandbox:VoiceUrl."))
                : (new TwimlSource(options.VoiceUrl, HttpMethod.Parse(options.VoiceMethod)) { FallbackUrl = options.VoiceFallbackUrl }, null);
        }

        var (source, error) = TwimlParameters.Read(form, options);
        return (source, error ?? (source is null ? RestErrors.Url("Send Url, Twiml or ApplicationSid, for the TwiML of the call.") : null));
    }

    private static (StatusCallback? Callback, IResult? Error) ReadStatusCallback(IFormCollection form)
    {
        var (method, error) = RestForm.Method(form, "StatusCallbackMethod");
        if (error is not null || form["StatusCallback"] is not [{ Length: > 0 } text])
        {
            return (null, error);
        }

        // The libraries send the parameter once for each event.
        var events = form["StatusCallbackEvent"].OfType<string>().SelectMany(list => list.Split(' ', StringSplitOptions.RemoveEmptyEntries)).DefaultIfEmpty("completed").ToArray();
        return RestForm.Url(text) is not { } url ? (null, RestErrors.StatusCallback("StatusCallback must be an absolute http or https URL."))
            : events.Except(CallProgress.Events).Any() ? (null, RestErrors.StatusCallbackEvent($"StatusCallbackEvent must be some of: {string.Join(' ', CallProgress.Events)}."))
            : (new StatusCallback(url, method, events), null);
    }

    private static TimeSpan? ReadTimeout(IFormCollection form) =>
        form["Timeout"] is not [{ Length: > 0 } text] ? TimeSpan.FromSeconds(60) // documented
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= MaxTimeout ? TimeSpan.FromSeconds(seconds)
        : null;
}
