using Spectre.Console;
using Spectre.Console.Rendering;

namespace Aspire.Hosting.Console;

/// <summary>
/// The console: with colours, and something that stays below the lines, on a terminal; plain in a pipe or where NO_COLOR asks for it.
/// (Spectre's own live display and log lines from other threads take their two locks in opposite order, and so wait for each other for ever.)
/// </summary>
internal sealed class Terminal
{
    /// <summary>Wide enough that no line is broken: who reads a pipe expects one line a line.</summary>
    private const int PipeWidth = 10_000;

    private readonly Lock _lock = new();
    private readonly IAnsiConsole _console;
    private IRenderable? _below;
    private int _belowHeight;

    public Terminal(TextWriter output, bool isTerminal)
    {
        IsTerminal = isTerminal;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(output),
        });
        if (!isTerminal)
        {
            _console.Profile.Width = PipeWidth;
        }
    }

    public static Terminal Standard { get; } = new(
        System.Console.Out, !System.Console.IsOutputRedirected && string.IsNullOrEmpty(System.Environment.GetEnvironmentVariable("NO_COLOR")));

    public static Terminal None { get; } = new(TextWriter.Null, isTerminal: false);

    public bool IsTerminal { get; }

    public void Write(IRenderable lines) => Draw(() => _console.Write(lines));

    /// <summary>Keeps something below all lines, until something else takes its place or nothing does. Only on a terminal.</summary>
    public void ShowBelow(IRenderable? below) => Draw(() => _below = below);

    private void Draw(Action change)
    {
        lock (_lock)
        {
            if (_belowHeight > 0)
            {
                // To the beginning of the line, so many lines up, then clear to the end of the screen.
                _console.Write(new ControlCode($"\r\e[{_belowHeight}A\e[J"));
                _belowHeight = 0;
            }

            change();
            if (_below is not null && Segment.SplitLines(_below.GetSegments(_console)).Count is var height && height < _console.Profile.Height)
            {
                _console.Write(_below);
                _belowHeight = height;
            }
        }
    }
}
