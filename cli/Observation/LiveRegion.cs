using System.Text;

namespace TinyTotIL.Cli.Observation;

/// <summary>Lines at the end of a terminal that are replaced again and again, and give way to what a program prints above them.</summary>
/// <remarks>
/// They are not there while the program's last line is unfinished: what it prints next belongs behind that line. All methods are called
/// under one lock, the owner's.
/// </remarks>
/// <param name="write">Sends text to the terminal.</param>
internal sealed class LiveRegion(Action<string> write)
{
    private int _height;

    /// <summary>Whether the program's output ends in the middle of a line.</summary>
    public bool IsLineOpen { get; private set; }

    /// <summary>Shows lines in place of those shown before.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="width">Columns of the terminal; longer lines are cut.</param>
    public void Draw(IReadOnlyList<string> lines, int width)
    {
        if (IsLineOpen)
        {
            return;
        }

        var text = new StringBuilder(Erasure());
        foreach (string line in lines)
        {
            text.Append(line.Length < width ? line : string.Concat(line.AsSpan(0, Math.Max(0, width - 2)), "\u2026")).Append('\n');
        }

        _height = lines.Count;
        write(text.ToString());
    }

    /// <summary>Takes the lines away, because something else is about to be printed.</summary>
    public void Erase()
    {
        if (_height > 0)
        {
            write(Erasure());
            _height = 0;
        }
    }

    /// <summary>Notes what the program has printed to the same terminal.</summary>
    /// <param name="text">The text.</param>
    public void Follow(ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty)
        {
            IsLineOpen = text[^1] != '\n';
        }
    }

    /// <summary>Moves up to the first line and clears to the end of the screen.</summary>
    private string Erasure() => _height == 0 ? "" : FormattableString.Invariant($"\e[{_height}A\r\e[J");
}
