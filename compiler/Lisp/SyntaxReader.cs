using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Text;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>Reads the data of a text with their places. It keeps its own stack, so data may be nested to any depth.</summary>
internal sealed class SyntaxReader
{
    private readonly SourceText _source;
    private readonly DiagnosticBag _diagnostics;
    private readonly DatumLexer _lexer;
    private readonly List<Syntax> _items = [];
    private readonly Stack<Frame> _frames = new();
    private readonly Dictionary<long, LabelSyntax> _labels = [];
    private DatumToken? _firstAtMargin;

    /// <summary>Reads a piece of a text.</summary>
    /// <param name="source">The text.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="end">Where to end.</param>
    /// <param name="diagnostics">Receives what is wrong with it.</param>
    public SyntaxReader(SourceText source, int start, int end, DiagnosticBag diagnostics)
    {
        _source = source;
        _diagnostics = diagnostics;
        _lexer = new DatumLexer(new TextSlice(source.Text, start, end));
    }

    private enum FrameKind
    {
        List,
        Vector,
        Bytevector,
        Prefix,
        Comment,
        Label,
    }

    /// <summary>Reads all of a text.</summary>
    /// <param name="source">The text.</param>
    /// <param name="diagnostics">Receives what is wrong with it.</param>
    /// <param name="foldsCase">Whether symbols are the same in capitals: INCLUDE-CI.</param>
    public static List<Syntax> ReadAll(SourceText source, DiagnosticBag diagnostics, bool foldsCase = false)
    {
        var reader = new SyntaxReader(source, 0, source.Text.Length, diagnostics);
        reader._lexer.FoldsCase = foldsCase;
        var data = new List<Syntax>();
        while (reader.Read() is { } datum)
        {
            data.Add(datum);
        }

        return data;
    }

    /// <summary>The next datum; null at the end.</summary>
    public Syntax? Read()
    {
        while (true)
        {
            var token = _lexer.Next();
            switch (token.Kind)
            {
                case DatumTokenKind.End:
                    ReportUnfinished(token);
                    return null;
                case DatumTokenKind.Error:
                    Report(DiagnosticDescriptors.LispToken, SpanOf(token), token.Message ?? "");
                    break;
                case DatumTokenKind.Dot:
                    ReadDot(token);
                    break;
                default:
                    if (Begin(token) is { } datum && Complete(datum) is { } whole)
                    {
                        return whole;
                    }

                    break;
            }
        }
    }

    /// <summary>Takes a token; gives the datum that it completes, not yet what that is part of.</summary>
    private Syntax? Begin(DatumToken token)
    {
        switch (token.Kind)
        {
            case DatumTokenKind.Atom:
                return token.Value.Tag is SymbolValue symbol ? new Identifier(symbol, PlaceOf(token)) : new AtomSyntax(token.Value, PlaceOf(token));
            case DatumTokenKind.Close:
                return Close(token);
            case DatumTokenKind.Open:
                return Push(FrameKind.List, token);
            case DatumTokenKind.OpenVector:
                return Push(FrameKind.Vector, token);
            case DatumTokenKind.OpenBytevector:
                return Push(FrameKind.Bytevector, token);
            case DatumTokenKind.DatumComment:
                return Push(FrameKind.Comment, token);
            case DatumTokenKind.LabelDefinition:
                _labels[token.Value.AsInt] = new LabelSyntax(PlaceOf(token));
                return Push(FrameKind.Label, token);
            case DatumTokenKind.LabelReference:
                return Labelled(token);
            default:
                return Push(FrameKind.Prefix, token);
        }
    }

    private Syntax? Push(FrameKind kind, DatumToken token)
    {
        if (_frames.Count > 0 && _firstAtMargin is null && kind == FrameKind.List && token.Start > 0 && _source.Text[token.Start - 1] == '\n')
        {
            _firstAtMargin = token;
        }

        _frames.Push(new Frame(kind, token, _items.Count));
        return null;
    }

    private Syntax Labelled(DatumToken token)
    {
        if (_labels.TryGetValue(token.Value.AsInt, out var label))
        {
            return label;
        }

        Report(DiagnosticDescriptors.LispUnknownLabel, SpanOf(token), token.Value.AsInt);
        return new EmptySyntax(PlaceOf(token));
    }

    private void ReadDot(DatumToken token)
    {
        if (_frames.TryPeek(out var frame) && frame is { Kind: FrameKind.List, Dot: < 0 } && _items.Count > frame.First)
        {
            _frames.Pop();
            _frames.Push(frame with { Dot = _items.Count, DotToken = token });
            return;
        }

        Report(DiagnosticDescriptors.LispMisplacedDot, SpanOf(token));
    }

    private Syntax? Close(DatumToken token)
    {
        while (_frames.TryPeek(out var open) && open.Kind is FrameKind.Prefix or FrameKind.Comment or FrameKind.Label)
        {
            Report(DiagnosticDescriptors.LispPrefixWithoutDatum, SpanOf(open.Token), _source.SpanText(SpanOf(open.Token)).ToString());
            _frames.Pop();
        }

        if (!_frames.TryPop(out var frame))
        {
            LispReport.Add(_diagnostics, DiagnosticDescriptors.LispStrayParenthesis, PlaceOf(token), upstreamText: "Unexpected ')'");
            return null;
        }

        if (_frames.Count == 0)
        {
            _firstAtMargin = null;
        }

        var datum = frame.Kind switch
        {
            FrameKind.Vector => new VectorSyntax([.. _items.GetRange(frame.First, _items.Count - frame.First)], PlaceOf(frame.Token.Start, token.End)),
            FrameKind.Bytevector => Bytevector(frame, token),
            _ => List(frame, token),
        };
        _items.RemoveRange(frame.First, _items.Count - frame.First);
        return datum;
    }

    private Syntax List(Frame frame, DatumToken close)
    {
        int count = _items.Count;
        Syntax list = new EmptySyntax(count == frame.First ? PlaceOf(frame.Token.Start, close.End) : PlaceOf(close));
        if (frame.Dot >= 0)
        {
            if (count != frame.Dot + 1)
            {
                Report(DiagnosticDescriptors.LispMisplacedDot, SpanOf(frame.DotToken));
            }

            list = count > frame.Dot ? _items[frame.Dot] : list;
            count = frame.Dot;
        }

        for (int index = count - 1; index >= frame.First; index--)
        {
            int start = index == frame.First ? frame.Token.Start : _items[index].Place.Span.Start;
            list = new PairSyntax(_items[index], list, PlaceOf(start, close.End));
        }

        return list;
    }

    private AtomSyntax Bytevector(Frame frame, DatumToken close)
    {
        var bytes = new byte[_items.Count - frame.First];
        for (int index = 0; index < bytes.Length; index++)
        {
            var item = _items[frame.First + index];
            if (item is AtomSyntax { Value: { IsInt: true, AsInt: >= 0 and <= 255 } value })
            {
                bytes[index] = (byte)value.AsInt;
            }
            else
            {
                Report(DiagnosticDescriptors.LispNotAByte, item.Place.Span);
            }
        }

        return new AtomSyntax(Value.From(new BytevectorValue(bytes, isConstant: true)), PlaceOf(frame.Token.Start, close.End));
    }

    /// <summary>Puts a datum where it belongs; gives one that is part of nothing.</summary>
    private Syntax? Complete(Syntax datum)
    {
        while (_frames.TryPeek(out var frame) && frame.Kind is FrameKind.Prefix or FrameKind.Comment or FrameKind.Label)
        {
            _frames.Pop();
            int end = datum.Place.Span.End;
            switch (frame.Kind)
            {
                case FrameKind.Comment:
                    return null;
                case FrameKind.Label:
                    datum = Name(frame, datum);
                    break;
                default:
                    var word = new Identifier(SymbolValue.Of(frame.Token.PrefixName!), PlaceOf(frame.Token));
                    var rest = new PairSyntax(datum, new EmptySyntax(PlaceOf(end, end)), datum.Place);
                    datum = new PairSyntax(word, rest, PlaceOf(frame.Token.Start, end));
                    break;
            }
        }

        if (_frames.Count == 0)
        {
            return datum;
        }

        _items.Add(datum);
        return null;
    }

    private LabelSyntax Name(Frame frame, Syntax datum)
    {
        var label = _labels[frame.Token.Value.AsInt];
        if (datum is LabelSyntax { Target: null })
        {
            Report(DiagnosticDescriptors.LispUnknownLabel, SpanOf(frame.Token), frame.Token.Value.AsInt);
            datum = new EmptySyntax(PlaceOf(frame.Token));
        }

        label.Target ??= datum;
        return label;
    }

    /// <summary>Says what is still open at the end. Of several parentheses the first is the one whose partner is missing or stands elsewhere.</summary>
    private void ReportUnfinished(DatumToken end)
    {
        if (_frames.Count == 0)
        {
            return;
        }

        var frames = _frames.ToArray();
        _frames.Clear();
        _items.Clear();
        var outermost = frames[^1];
        foreach (var frame in frames)
        {
            if (frame.Kind is FrameKind.List or FrameKind.Vector or FrameKind.Bytevector)
            {
                outermost = frame;
            }
        }

        var span = SpanOf(outermost.Token);
        string text = _source.SpanText(span).ToString();
        if (outermost.Kind is FrameKind.Prefix or FrameKind.Comment or FrameKind.Label)
        {
            Report(DiagnosticDescriptors.LispPrefixWithoutDatum, span, text);
            return;
        }

        Report(DiagnosticDescriptors.LispUnclosed, span, text, _source.LineOf(end.Start));
        if (_firstAtMargin is { } margin)
        {
            Report(DiagnosticDescriptors.LispMaybeHere, SpanOf(margin));
        }
    }

    private void Report(DiagnosticDescriptor descriptor, SourceSpan span, params ReadOnlySpan<object> arguments) =>
        LispReport.Add(_diagnostics, descriptor, new LispPlace(_source, span), upstreamText: null, arguments);

    private LispPlace PlaceOf(DatumToken token) => new(_source, SpanOf(token));

    private LispPlace PlaceOf(int start, int end) => new(_source, new SourceSpan(start, end - start));

    private static SourceSpan SpanOf(DatumToken token) => new(token.Start, token.End - token.Start);

    /// <summary>Something begun: what began it, and where its data begin among those not yet put together.</summary>
    private readonly record struct Frame(FrameKind Kind, DatumToken Token, int First)
    {
        /// <summary>Number of data before the dot; -1 when there is none.</summary>
        public int Dot { get; init; } = -1;

        public DatumToken DotToken { get; init; }
    }
}
