using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace TwilioTokens.Tests;

public sealed record Text(string Value);

public sealed record NonEmptyText(string Value);

public sealed record Pairs(KeyValuePair<string, string>[] Value);

/// <summary>Parameters with distinct keys.</summary>
public sealed record DistinctPairs(Dictionary<string, string> Value)
{
    public Dictionary<string, string>? OrNull => Value.Count == 0 ? null : Value;
}

/// <summary>1 to 121 letters, digits and underscores.</summary>
public sealed record ClientName(string Value);

/// <summary>1 to 86400 seconds.</summary>
public sealed record Ttl(int Seconds);

public sealed record Moment(DateTimeOffset Value);

/// <summary>Any Unicode character, and often characters with a meaning in scopes, forms and JSON.</summary>
public static class Arbitraries
{
    private static readonly Gen<Rune> s_runes = Gen.Frequency(
        (3, Gen.Elements(" :?&=%+/.~!*'()\"\\\0\n".EnumerateRunes().ToArray())),
        (3, Gen.Choose('0', 'z').Select(code => new Rune(code))),
        (2, Gen.Choose(0, 0x10FFFF).Where(Rune.IsValid).Select(code => new Rune(code))));

    private static readonly Gen<string> s_texts = s_runes.ListOf().Select(string.Concat);

    public static Arbitrary<Text> Text() => s_texts.Select(text => new Text(text)).ToArbitrary();

    public static Arbitrary<NonEmptyText> NonEmptyText() =>
        s_runes.NonEmptyListOf().Select(runes => new NonEmptyText(string.Concat(runes))).ToArbitrary();

    public static Arbitrary<Pairs> Pairs() =>
        s_texts.Zip(s_texts).Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2)).ListOf().Select(pairs => new Pairs([.. pairs])).ToArbitrary();

    public static Arbitrary<DistinctPairs> DistinctPairs() => Pairs().Generator
        .Select(pairs => new DistinctPairs(pairs.Value.DistinctBy(pair => pair.Key).ToDictionary())).ToArbitrary();

    public static Arbitrary<ClientName> ClientName() =>
        Gen.Elements("abcXYZ0189_".ToCharArray()).NonEmptyListOf().Select(letters => new ClientName(string.Concat(letters.Take(121)))).ToArbitrary();

    public static Arbitrary<Ttl> Ttl() => Gen.Choose(1, 86_400).Select(seconds => new Ttl(seconds)).ToArbitrary();

    public static Arbitrary<Moment> Moment() =>
        Gen.Choose(0, int.MaxValue).Zip(Gen.Choose(0, 9_999_999))
            .Select(pair => new Moment(DateTimeOffset.UnixEpoch.AddSeconds(pair.Item1 * 2.0).AddTicks(pair.Item2))).ToArbitrary();
}
