using System.Collections.Immutable;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.LanguageService;

/// <summary>The names in a program text, right or wrong, and what belongs together. Immutable.</summary>
/// <remarks>
/// Texts are looked at while they are written, so nothing here depends on a program that can be compiled. It is made in time
/// linear in the text.
/// </remarks>
public sealed class ProgramIndex
{
    private readonly Dictionary<string, int> _labels;
    private readonly int[] _scopes;

    internal ProgramIndex(SourceText source, ImmutableArray<IndexedLine> lines, ImmutableArray<NameOccurrence> names, Dictionary<string, int> labels, int[] scopes)
    {
        (Source, Lines, Names) = (source, lines, names);
        (_labels, _scopes) = (labels, scopes);
        Functions = [.. names.Where(name => name is { Kind: NameKind.Label, Role: NameRole.Call }).Select(name => name.Name)];
    }

    /// <summary>The text.</summary>
    public SourceText Source { get; }

    /// <summary>Every name that stands in it, in source order.</summary>
    public ImmutableArray<NameOccurrence> Names { get; }

    /// <summary>The lines that say something, in order.</summary>
    internal ImmutableArray<IndexedLine> Lines { get; }

    /// <summary>Labels at which functions are called or made.</summary>
    internal ImmutableHashSet<string> Functions { get; }

    /// <summary>The labels that are defined.</summary>
    internal IReadOnlyCollection<string> Labels => _labels.Keys;

    /// <summary>Reads a program text.</summary>
    /// <param name="source">The text.</param>
    public static ProgramIndex Of(SourceText source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new ProgramIndexBuilder(source).Build();
    }

    /// <summary>The name at a place, or right before it; null when there is none.</summary>
    /// <param name="offset">The place.</param>
    public NameOccurrence? NameAt(int offset)
    {
        // The first that ends at the place or after it; one that begins there is nearer than one that ends there.
        int low = 0, high = Names.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = Names[middle].Span.End < offset ? (middle + 1, high) : (low, middle);
        }

        NameOccurrence? found = null;
        for (; low < Names.Length && Names[low].Span.Start <= offset; low++)
        {
            found = found is { } nearer && nearer.Span.Start == Names[low].Span.Start ? nearer : Names[low];
        }

        return found;
    }

    /// <summary>Every place that has to do with the same thing, in source order.</summary>
    /// <param name="name">One of them.</param>
    public IEnumerable<NameOccurrence> SameAs(NameOccurrence name) => Names.Where(name.IsSameAs).DistinctBy(same => same.Span);

    /// <summary>Where a name comes from in this text. Of several labels of a name the last one counts.</summary>
    /// <param name="name">A place where it stands.</param>
    public IEnumerable<SourceSpan> DefinitionsOf(NameOccurrence name) => name.Kind == NameKind.Label
        ? (LabelLine(name.Name) is { } line ? [line.Line.Operand] : [])
        : SameAs(name).Where(same => same.IsDefinition).Select(same => same.Span);

    /// <summary>Where a number in place of a label leads; null where there is no such number.</summary>
    /// <param name="offset">The place of the number.</param>
    public SourceSpan? TargetOfNumber(int offset)
    {
        if (LineAt(offset) is not { Target: >= 0 and var target } line || offset < line.Line.Operand.Start || NameAt(offset) is not null)
        {
            return null;
        }

        int index = FirstLineOf(target);
        return index < Lines.Length ? Lines[index].Line.Content : null;
    }

    /// <summary>The line at a place; null between lines that say something.</summary>
    /// <param name="offset">The place.</param>
    internal IndexedLine? LineAt(int offset) => LineBefore(offset) is { } line && line.Line.Content.End >= offset ? line : null;

    /// <summary>The last line that begins at a place or before it; null when there is none.</summary>
    /// <param name="offset">The place.</param>
    internal IndexedLine? LineBefore(int offset)
    {
        int low = 0, high = Lines.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = Lines[middle].Line.Content.Start <= offset ? (middle + 1, high) : (low, middle);
        }

        return low > 0 ? Lines[low - 1] : null;
    }

    /// <summary>The definition of a label that counts; null when there is none.</summary>
    /// <param name="name">The label.</param>
    internal IndexedLine? LabelLine(string name) => _labels.TryGetValue(name, out int index) ? Lines[index] : null;

    /// <summary>Where the function begins that an instruction belongs to.</summary>
    /// <param name="address">Its address, at most the number of instructions.</param>
    internal int ScopeOf(int address) => VariableScopes.Of(_scopes, address);

    /// <summary>What a function is called: the label where it begins; null for the code the program begins with.</summary>
    /// <param name="scope">Where it begins.</param>
    internal string? FunctionAt(int scope)
    {
        for (int index = FirstLineOf(scope) - 1; index >= 0 && Lines[index].Line.IsLabel; index--)
        {
            string name = Source.SpanText(Lines[index].Line.Operand).ToString();
            if (Functions.Contains(name))
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>Index of the instruction's line; the number of lines when there is none.</summary>
    private int FirstLineOf(int address)
    {
        int low = 0, high = Lines.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            bool isBefore = Lines[middle].Address < address || (Lines[middle].Address == address && Lines[middle].Line.IsLabel);
            (low, high) = isBefore ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
