using System.Text.Json;
using System.Text.Json.Nodes;
using TinyTotIL.Cli.Protocol;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Cli.LanguageServer;

/// <summary>Translates between offsets in a text and positions as the protocol counts them: lines from 0, then UTF-16 units.</summary>
internal sealed class PositionMap
{
    private readonly string _text;
    private readonly List<int> _starts = [0];

    /// <summary>Divides a text into lines.</summary>
    /// <param name="text">The text.</param>
    public PositionMap(string text)
    {
        _text = text;
        int position = 0;
        while ((position = LineEnds.After(text, position)) >= 0)
        {
            _starts.Add(position);
        }
    }

    /// <summary>The offset of a position. One behind the end of its line or of the text means that end.</summary>
    /// <param name="position">The position.</param>
    /// <exception cref="InvalidMessageException">It is none.</exception>
    public int OffsetOf(JsonElement position)
    {
        var (line, character) = TextPosition.Of(position);
        if (line >= _starts.Count)
        {
            return _text.Length;
        }

        int next = line + 1 < _starts.Count ? _starts[line + 1] : _text.Length;
        return LineEnds.OffsetIn(_text, _starts[line], next, character);
    }

    /// <summary>The line of an offset, from 0.</summary>
    /// <param name="offset">The offset.</param>
    public int LineOf(int offset)
    {
        int found = _starts.BinarySearch(Math.Clamp(offset, 0, _text.Length));
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>The position of an offset.</summary>
    /// <param name="offset">The offset.</param>
    public JsonObject PositionOf(int offset)
    {
        int clamped = Math.Clamp(offset, 0, _text.Length);
        int line = LineOf(clamped);
        return new JsonObject { ["line"] = line, ["character"] = clamped - _starts[line] };
    }

    /// <summary>The range of a span.</summary>
    /// <param name="span">The span.</param>
    public JsonObject RangeOf(SourceSpan span) => new() { ["start"] = PositionOf(span.Start), ["end"] = PositionOf(span.End) };
}
