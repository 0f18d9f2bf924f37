using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace EndToEnd.Harness;

/// <summary>Takes the signatures of tokens out of what is kept: without them nobody can use the tokens.</summary>
internal static partial class Signatures
{
    /// <summary>In a line of a log.</summary>
    public static string RemoveFrom(string text) => Signature().Replace(text, "$1signature-removed");

    /// <summary>In every file of a trace.</summary>
    public static void RemoveFromFiles(string zip)
    {
        using var archive = ZipFile.Open(zip, ZipArchiveMode.Update);
        foreach (var entry in archive.Entries)
        {
            using var file = entry.Open();
            var content = new byte[file.Length];
            file.ReadExactly(content);
            // A character for each byte, so that pictures and fonts stay what they are.
            var text = Encoding.Latin1.GetString(content);
            var without = RemoveFrom(text);
            if (without != text)
            {
                file.SetLength(0);
                file.Write(Encoding.Latin1.GetBytes(without));
            }
        }
    }

    // eyJhbGciOi….eyJpc3MiOi….signature
    [GeneratedRegex(@"(eyJ[A-Za-z0-9_-]+\.eyJ[A-Za-z0-9_-]+\.)[A-Za-z0-9_-]+")]
    private static partial Regex Signature();
}
