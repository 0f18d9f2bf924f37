using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace EndToEnd.Harness;

/// <summary>Removes the signatures of tokens from saved files, so that nobody can use the tokens.</summary>
internal static partial class Signatures
{
    /// <summary>From a line of a log.</summary>
    public static string RemoveFrom(string text) => Signature().Replace(text, "$1signature-removed");

    /// <summary>From each file of a trace.</summary>
    public static void RemoveFromFiles(string zip)
    {
        using var archive = ZipFile.Open(zip, ZipArchiveMode.Update);
        foreach (var entry in archive.Entries)
        {
            using var file = entry.Open();
            var content = new byte[file.Length];
            file.ReadExactly(content);
            // One character for each byte, so that pictures and fonts do not change.
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
