using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Cli.Recording;

/// <summary>Standard input for several runs of a program: each reads it from its beginning. What no run asks for is never waited for.</summary>
/// <param name="console">Where the input comes from.</param>
internal sealed class ReplayedInput(IConsole console)
{
    private readonly List<byte> _read = [];
    private bool _isAtEnd;

    /// <summary>The byte at a position; -1 beyond the end.</summary>
    /// <param name="position">From 0; never beyond the position after the last one asked for.</param>
    public int ByteAt(int position)
    {
        if (position == _read.Count && !_isAtEnd)
        {
            int next = console.ReadByte();
            _isAtEnd = next < 0;
            if (!_isAtEnd)
            {
                _read.Add((byte)next);
            }
        }

        return position < _read.Count ? _read[position] : -1;
    }
}
