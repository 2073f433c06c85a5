using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>Makes the value that a quoted datum is: identifiers become symbols.</summary>
internal sealed class SyntaxData
{
    private readonly Stack<(Syntax Syntax, HeapValue? Into, int Index)> _pending = new();
    private readonly Dictionary<LabelSyntax, Value> _labelled = [];
    private Value _result;

    /// <summary>The value of a datum, nested as deep as it may be.</summary>
    /// <param name="syntax">The datum.</param>
    public static Value ToValue(Syntax syntax) => syntax switch
    {
        AtomSyntax atom => atom.Value,
        Identifier identifier => Value.From(identifier.Symbol),
        EmptySyntax => Value.EmptyList,
        _ => new SyntaxData().Convert(syntax),
    };

    private Value Convert(Syntax syntax)
    {
        _pending.Push((syntax, null, 0));
        while (_pending.TryPop(out var next))
        {
            var value = Begin(next.Syntax);
            switch (next.Into)
            {
                case PairValue pair when next.Index == 0:
                    pair.Car = value;
                    break;
                case PairValue pair:
                    pair.Cdr = value;
                    break;
                case VectorValue vector:
                    vector.Items[next.Index] = value;
                    break;
                default:
                    _result = value;
                    break;
            }
        }

        return _result;
    }

    /// <summary>The value of a datum; its parts are put into it later.</summary>
    private Value Begin(Syntax syntax)
    {
        switch (syntax)
        {
            case PairSyntax pair:
                var made = new PairValue(Value.Unspecified, Value.Unspecified);
                _pending.Push((pair.Cdr, made, 1));
                _pending.Push((pair.Car, made, 0));
                return Value.From(made);
            case VectorSyntax items:
                var vector = new VectorValue(new Value[items.Items.Length], isConstant: true);
                for (int index = items.Items.Length - 1; index >= 0; index--)
                {
                    _pending.Push((items.Items[index], vector, index));
                }

                return Value.From(vector);
            case LabelSyntax label:
                while (label.Target is LabelSyntax inner)
                {
                    label = inner;
                }

                if (!_labelled.TryGetValue(label, out var value))
                {
                    value = label.Target is null ? Value.EmptyList : Begin(label.Target);
                    _labelled.Add(label, value);
                }

                return value;
            case AtomSyntax atom:
                return atom.Value;
            case Identifier identifier:
                return Value.From(identifier.Symbol);
            default:
                return Value.EmptyList;
        }
    }
}
