using System.Collections.Immutable;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Formats;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.LanguageService;

/// <summary>Finds the names in a program text. What the parser refuses is passed over.</summary>
/// <param name="source">The text.</param>
internal sealed class ProgramIndexBuilder(SourceText source)
{
    private readonly TextPool _pool = new();
    private readonly Dictionary<string, int> _labels = new(StringComparer.Ordinal);
    private readonly ImmutableArray<IndexedLine>.Builder _lines = ImmutableArray.CreateBuilder<IndexedLine>();
    private readonly ImmutableArray<NameOccurrence>.Builder _names = ImmutableArray.CreateBuilder<NameOccurrence>();
    private readonly List<NameOccurrence> _captured = [];
    private int[] _scopes = [];

    /// <summary>Reads the text.</summary>
    public ProgramIndex Build()
    {
        int count = ReadLines();
        for (int index = 0; index < _lines.Count; index++)
        {
            _lines[index] = _lines[index] with { Target = TargetOf(_lines[index]) };
        }

        var lines = _lines.ToImmutable();
        _scopes = VariableScopes.Find(lines, count);
        foreach (var line in lines)
        {
            AddNames(line);
        }

        // What a closure captures was added where the closure is made, and stands further up.
        return new ProgramIndex(source, lines, [.. _names.OrderBy(name => name.Span.Start)], _labels, _scopes);
    }

    private int ReadLines()
    {
        int address = 0;
        var lexer = new TtvmLexer(source.Text);
        while (lexer.MoveNext())
        {
            var line = lexer.Current;
            if (line.IsLabel)
            {
                _labels[_pool.Get(source.SpanText(line.Operand))] = _lines.Count;
                _lines.Add(new IndexedLine(line, null, address, Target: -1));
                continue;
            }

            _lines.Add(new IndexedLine(line, TtvmParser.RowOf(source.SpanText(line.Mnemonic), line.HasOperand), address, Target: -1));
            address++;
        }

        return address;
    }

    private int TargetOf(IndexedLine line)
    {
        if (line.Row is null || !line.Line.HasOperand || TargetSpan(line) is not { } span)
        {
            return -1;
        }

        var text = source.SpanText(span);
        if (line.Row.Shape != OperandShape.Label && TtvmLiterals.TryNumber(text, out ulong number))
        {
            return (int)Math.Min(number, int.MaxValue);
        }

        return _labels.TryGetValue(_pool.Get(text), out int index) ? _lines[index].Address : -1;
    }

    /// <summary>Where the label or number of an instruction stands; null for one without.</summary>
    private SourceSpan? TargetSpan(IndexedLine line) => line.Row!.Shape switch
    {
        OperandShape.Address or OperandShape.Label => Trimmed(line.Line.Operand),
        OperandShape.Call or OperandShape.AddressPatterns => FirstWord(line.Line.Operand),
        _ => null,
    };

    private void AddNames(IndexedLine line)
    {
        if (line.Line.IsLabel)
        {
            Add(NameKind.Label, NameRole.Definition, line.Line.Operand);
            return;
        }

        if (line.Row is not { } row || !line.Line.HasOperand)
        {
            return;
        }

        switch (row.Shape)
        {
            case OperandShape.Address or OperandShape.Label or OperandShape.AddressPatterns:
                AddTarget(line, NameRole.Use);
                break;
            case OperandShape.Call:
                AddTarget(line, NameRole.Call);
                AddParameters(line);
                break;
            case OperandShape.Name:
                AddNamed(line);
                break;
            case OperandShape.CatchBlock:
                Add(NameKind.Variable, NameRole.Definition, Trimmed(line.Line.Operand), ScopeOf(line));
                break;
            case OperandShape.QuotedName when row.Opcode is Opcode.Register or Opcode.Unregister or Opcode.SendNamed or Opcode.Whereis:
                Add(NameKind.Process, row.Opcode == Opcode.Register ? NameRole.Definition : NameRole.Use, Unquoted(line.Line.Operand));
                break;
            case OperandShape.Native:
                Add(NameKind.Native, NameRole.Use, FirstWord(line.Line.Operand));
                break;
            case OperandShape.Extern:
                Add(NameKind.Native, NameRole.Definition, FirstWord(line.Line.Operand));
                break;
            case OperandShape.Path:
                Add(NameKind.Module, NameRole.Use, UnquotedPath(line.Line.Operand));
                break;
        }
    }

    private void AddTarget(IndexedLine line, NameRole role)
    {
        var span = TargetSpan(line)!.Value;
        if (line.Row!.Shape == OperandShape.Label || !TtvmLiterals.TryNumber(source.SpanText(span), out _))
        {
            Add(NameKind.Label, role, span);
        }
    }

    /// <summary>Parameters, and what a closure captured, are variables of the function that is called.</summary>
    private void AddParameters(IndexedLine line)
    {
        int scope = line.Target < 0 ? -1 : VariableScopes.Of(_scopes, line.Target);
        var words = new WhiteSpaceSplitter(source.Text, line.Line.Operand);
        words.MoveNext();
        while (words.MoveNext())
        {
            Add(NameKind.Variable, NameRole.Parameter, words.Current, scope);
        }

        if (line.Row!.Opcode is Opcode.MakeLambda or Opcode.MakeVariadic)
        {
            _names.AddRange(_captured.Select(name => name with { Role = NameRole.Parameter, Scope = scope }));
            _captured.Clear();
        }
    }

    private void AddNamed(IndexedLine line)
    {
        bool isVariable = line.Row!.Opcode is Opcode.Store or Opcode.Load or Opcode.Delete or Opcode.Capture or Opcode.Export;
        var role = line.Row.Opcode switch
        {
            Opcode.Store or Opcode.SetField => NameRole.Definition,
            Opcode.Export => NameRole.Export,
            _ => NameRole.Use,
        };
        bool isQuoted = source.SpanText(line.Line.Mnemonic) is "STORE_VAR" or "LOAD_VAR";
        var span = isQuoted ? Unquoted(Trimmed(line.Line.Operand)) : Trimmed(line.Line.Operand);
        Add(isVariable ? NameKind.Variable : NameKind.Field, role, span, isVariable ? ScopeOf(line) : -1);
        if (line.Row.Opcode == Opcode.Capture)
        {
            _captured.Add(_names[^1]);
        }
    }

    private int ScopeOf(IndexedLine line) => VariableScopes.Of(_scopes, line.Address);

    private void Add(NameKind kind, NameRole role, SourceSpan span, int scope = -1) =>
        _names.Add(new NameOccurrence(kind, role, _pool.Get(source.SpanText(span)), span, scope));

    private SourceSpan FirstWord(SourceSpan span)
    {
        var words = new WhiteSpaceSplitter(source.Text, span);
        words.MoveNext();
        return words.Current;
    }

    private SourceSpan Trimmed(SourceSpan span)
    {
        var text = source.SpanText(span);
        int leading = text.Length - text.TrimStart().Length;
        return new SourceSpan(span.Start + leading, text.Trim().Length);
    }

    private SourceSpan Unquoted(SourceSpan span)
    {
        var text = source.SpanText(span);
        int leading = text.Length - text.TrimStart('"').Length;
        return new SourceSpan(span.Start + leading, text.Trim('"').Length);
    }

    private SourceSpan UnquotedPath(SourceSpan span)
    {
        var trimmed = Trimmed(span);
        return source.SpanText(trimmed) is ['"', .., '"'] ? new SourceSpan(trimmed.Start + 1, trimmed.Length - 2) : trimmed;
    }
}
