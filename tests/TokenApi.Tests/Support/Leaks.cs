using System.Text;

namespace TokenApi.Tests.Support;

/// <summary>Finds secrets in text: plain, in hexadecimal, and in base64 and base64url at any offset.</summary>
internal sealed class Leaks(IEnumerable<string> secrets)
{
    private readonly string[] _forms = [.. secrets.SelectMany(Forms).Distinct()];

    public IEnumerable<string> In(string text) => _forms.Where(form => text.Contains(form, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Forms(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        yield return secret;
        yield return Convert.ToHexString(bytes);
        // The bytes before it shift the letters of base64: three offsets, without the letters that neighbors share.
        for (var before = 0; before < 3; before++)
        {
            var base64 = Convert.ToBase64String([.. new byte[before], .. bytes])[((before * 8 + 5) / 6)..((before + bytes.Length) * 8 / 6)];
            yield return base64;
            yield return base64.Replace('+', '-').Replace('/', '_');
        }
    }
}
