namespace TokenApi.Voice;

/// <summary>Prefixes inside +1 with high prices, which fraudsters use: premium numbers, and islands outside the United States and Canada.</summary>
internal static class ExpensiveNumbers
{
    // https://www.nanpa.com/area-codes: 900 is premium. The others are islands, from the Bahamas (242) to Jamaica (876 and 658).
    private static readonly string[] s_prefixes =
    [
        "+1900", "+1242", "+1246", "+1264", "+1268", "+1284", "+1345", "+1441", "+1473", "+1649", "+1658", "+1664", "+1721",
        "+1758", "+1767", "+1784", "+1809", "+1829", "+1849", "+1868", "+1869", "+1876",
    ];

    /// <summary>Whether a shorter prefix, such as +1, covers the number too, but not by name.</summary>
    public static bool NeedLongerPrefix(string number, string allowed) =>
        Array.Find(s_prefixes, prefix => number.StartsWith(prefix, StringComparison.Ordinal)) is { } expensive && !allowed.StartsWith(expensive, StringComparison.Ordinal);
}
