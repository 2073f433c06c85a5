using System.Collections.Immutable;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.LanguageService;

/// <summary>The parts of a program text: functions with the labels inside them, other labels, imports and exports, in source order.</summary>
public sealed class ProgramOutline
{
    private readonly ProgramIndex _index;
    private readonly ImmutableArray<OutlineItem>.Builder _items = ImmutableArray.CreateBuilder<OutlineItem>();
    private readonly ImmutableArray<OutlineItem>.Builder _children = ImmutableArray.CreateBuilder<OutlineItem>();
    private IndexedLine? _function;
    private int _end;

    private ProgramOutline(ProgramIndex index) => _index = index;

    /// <summary>The outline of a text.</summary>
    /// <param name="index">The text.</param>
    public static ImmutableArray<OutlineItem> Of(ProgramIndex index)
    {
        ArgumentNullException.ThrowIfNull(index);
        return new ProgramOutline(index).Build();
    }

    private ImmutableArray<OutlineItem> Build()
    {
        foreach (var line in _index.Lines)
        {
            bool isInside = _function is { } function && _index.ScopeOf(line.Address) == _index.ScopeOf(function.Address);
            bool isFunction = line.Line.IsLabel && _index.Functions.Contains(NameOf(line));
            if (!isInside || isFunction)
            {
                EndFunction();
            }

            if (isFunction)
            {
                _function = line;
            }
            else if (line.Line.IsLabel)
            {
                (_function is null ? _items : _children).Add(new OutlineItem(OutlineKind.Label, NameOf(line), line.Line.Content, line.Line.Operand, []));
            }
            else if (line.Line.HasOperand && _index.NameAt(line.Line.Content.End) is { } name && KindOf(name) is { } kind)
            {
                (_function is null ? _items : _children).Add(new OutlineItem(kind, name.Name, line.Line.Content, name.Span, []));
            }

            _end = line.Line.Content.End;
        }

        EndFunction();
        return _items.ToImmutable();
    }

    private static OutlineKind? KindOf(NameOccurrence name) => name switch
    {
        { Kind: NameKind.Module } => OutlineKind.Import,
        { Role: NameRole.Export } => OutlineKind.Export,
        _ => null,
    };

    private void EndFunction()
    {
        if (_function is not { } line)
        {
            return;
        }

        var span = new SourceSpan(line.Line.Content.Start, _end - line.Line.Content.Start);
        _items.Add(new OutlineItem(OutlineKind.Function, NameOf(line), span, line.Line.Operand, _children.ToImmutable()));
        _children.Clear();
        _function = null;
    }

    private string NameOf(IndexedLine label) => _index.Source.SpanText(label.Line.Operand).ToString();
}
