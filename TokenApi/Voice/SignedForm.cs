using Microsoft.AspNetCore.WebUtilities;

namespace TokenApi.Voice;

/// <summary>
/// The fields of a form as Twilio signs them: keys differ by case and are sorted by code unit, and equal pairs count once.
/// ASP.NET Core's own form collection takes <c>To</c> and <c>to</c> for one key, and would so accept or refuse the wrong requests.
/// </summary>
internal sealed class SignedForm
{
    private readonly SortedDictionary<string, SortedSet<string>> _fields = new(StringComparer.Ordinal);

    /// <summary>Reads a body such as <c>To=bob&amp;From=client%3Aalice</c>.</summary>
    /// <exception cref="InvalidDataException">A key or a value is too long.</exception>
    public static async Task<SignedForm> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        var form = new SignedForm();
        using var reader = new FormReader(body);
        while (await reader.ReadNextPairAsync(cancellationToken) is { } pair)
        {
            form.Add(pair.Key, pair.Value);
        }

        return form;
    }

    /// <summary>Reads a query such as <c>?To=bob&amp;From=client%3Aalice</c>.</summary>
    public static SignedForm Read(QueryString query)
    {
        var form = new SignedForm();
        foreach (var pair in new QueryStringEnumerable(query.Value))
        {
            form.Add(pair.DecodeName().ToString(), pair.DecodeValue().ToString());
        }

        return form;
    }

    /// <summary>The only value of a field; null when the field is missing or has several values.</summary>
    public string? Single(string key) => _fields.TryGetValue(key, out var values) && values.Count == 1 ? values.Min : null;

    public IEnumerable<(string Key, string Value)> InSignatureOrder =>
        _fields.SelectMany(pair => pair.Value.Select(value => (pair.Key, value)));

    public void Add(string key, string value)
    {
        if (!_fields.TryGetValue(key, out var values))
        {
            _fields[key] = values = new(StringComparer.Ordinal);
        }

        values.Add(value);
    }
}
