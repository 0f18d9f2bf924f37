using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace TwilioSandbox.Media.Sounds;

/// <summary>Speaks text with <c>espeak-ng</c>, if it is installed.</summary>
internal sealed class Speech(IOptions<SandboxOptions> options, ILogger<Speech> logger)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    /// <param name="text">The text.</param>
    /// <param name="language">Such as <c>en-US</c>. Null for English.</param>
    /// <param name="cancellationToken">Cancelled at the end of the call.</param>
    /// <returns>Null without a voice.</returns>
    public async Task<byte[]?> SpeakAsync(string text, string? language, CancellationToken cancellationToken)
    {
        try
        {
            // Not every language has a voice: de-de, de, or else the default.
            string[][] voices = language is null ? [[]] : [["-v", language], ["-v", language.Split('-')[0]], []];
            byte[]? sound = null;
            foreach (var voice in voices)
            {
                sound ??= await RunAsync(text, voice, cancellationToken);
            }

            return sound;
        }
        catch (Win32Exception)
        {
            return null; // Not installed.
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            logger.LogWarning(e, "The program {Program} could not speak", options.Value.SpeechProgram);
            return null;
        }
    }

    private async Task<byte[]?> RunAsync(string text, string[] arguments, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_limit);
        using var process = Process.Start(new ProcessStartInfo(options.Value.SpeechProgram, ["--stdin", "--stdout", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        })!;
        try
        {
            using var sound = new MemoryStream();
            var reading = process.StandardOutput.BaseStream.CopyToAsync(sound, limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.StandardInput.WriteAsync(text.AsMemory(), limit.Token);
            process.StandardInput.Close();
            await Task.WhenAll(reading, errors);
            return WaveFile.Read(sound.ToArray()) is { Length: > 0 } read ? read : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
