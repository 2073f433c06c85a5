using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>A literal of Lisp: made of its text when it is first used, and the same object ever after.</summary>
public sealed class DatumLiteral
{
    private readonly Lock _lock = new();
    private readonly string _text;
    private Value _value;
    private volatile bool _isMade;

    /// <summary>Describes a literal.</summary>
    /// <param name="text">Its text, which is one datum.</param>
    public DatumLiteral(string text) => _text = text;

    /// <summary>The value.</summary>
    public Value Value => _isMade ? _value : Make();

    /// <summary>PUSH_DATUM.</summary>
    /// <param name="datum">The literal.</param>
    public static Value Load(DatumLiteral datum) => datum.Value;

    private Value Make()
    {
        lock (_lock)
        {
            if (!_isMade)
            {
                _value = DatumReader.Parse(_text);
                _isMade = true;
            }

            return _value;
        }
    }
}
