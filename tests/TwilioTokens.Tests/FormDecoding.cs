using System.Text;

namespace TwilioTokens.Tests;

/// <summary>Decodes forms byte by byte, as a server does: <c>a=b+c%2F&amp;…</c></summary>
internal static class FormDecoding
{
    public static string Decode(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '+':
                    bytes.Add((byte)' ');
                    break;
                case '%':
                    bytes.Add(Convert.ToByte(text.Substring(i + 1, 2), 16));
                    i += 2;
                    break;
                default:
                    Assert.True(char.IsAscii(text[i]), $"U+{(int)text[i]:X4} is not encoded");
                    bytes.Add((byte)text[i]);
                    break;
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    public static List<KeyValuePair<string, string>> Pairs(string form) =>
        [.. form.Split('&').Select(pair => pair.Split('=')).Select(halves => KeyValuePair.Create(Decode(halves[0]), Decode(halves[1])))];

    /// <summary>The fields of <c>scope:service:privilege?field=value&amp;…</c></summary>
    public static List<KeyValuePair<string, string>> Fields(string scope) => Pairs(scope[(scope.IndexOf('?', StringComparison.Ordinal) + 1)..]);
}
