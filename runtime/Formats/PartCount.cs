using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Formats;

/// <summary>Finds out whether a value is small, without looking at more of it than that takes.</summary>
/// <param name="most">Parts and pieces of text up to which it is.</param>
internal sealed class PartCount(int most)
{
    private const int PieceLength = 16;

    private readonly Stack<Value> _pending = new();
    private long _left = most;

    /// <summary>Whether a value has at most so many parts, those of its parts included.</summary>
    /// <param name="value">The value.</param>
    public bool IsWithin(Value value)
    {
        _pending.Push(value);
        while (_left >= 0 && _pending.TryPop(out var next))
        {
            Count(next);
        }

        return _left >= 0;
    }

    private void Count(Value value)
    {
        switch (value.Tag)
        {
            case string or TextValue:
                _left -= TextValue.LengthOf(value) / PieceLength;
                break;
            case ListValue list:
                _left -= list.Count;
                for (int i = 0; i < list.Count && _left >= 0; i++)
                {
                    Follow(list[i]);
                }

                break;
            case ObjectValue fields:
                _left -= fields.Count;
                if (_left >= 0)
                {
                    foreach (var (_, part) in fields.Fields)
                    {
                        Follow(part);
                    }
                }

                break;
        }
    }

    private void Follow(Value value)
    {
        if (value.Tag is HeapValue or string)
        {
            _pending.Push(value);
        }
    }
}
