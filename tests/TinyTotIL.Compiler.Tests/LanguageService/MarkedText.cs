using TinyTotIL.Compiler.LanguageService;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.Tests.LanguageService;

/// <summary>A program text in which <c>|</c> marks the place that is asked about.</summary>
internal sealed class MarkedText
{
    /// <summary>Takes the mark out of a text.</summary>
    /// <param name="lines">The lines, the mark in one of them.</param>
    public MarkedText(params string[] lines)
    {
        string text = string.Concat(lines.Select(line => line + "\n"));
        Offset = text.IndexOf('|', StringComparison.Ordinal);
        Assert.True(Offset >= 0, "there is no mark");
        Index = ProgramIndex.Of(new SourceText("marked.ttvm", text.Remove(Offset, 1)));
    }

    /// <summary>The place.</summary>
    public int Offset { get; }

    /// <summary>The names in the text.</summary>
    public ProgramIndex Index { get; }

    /// <summary>Modules by their paths.</summary>
    public Dictionary<string, string> Modules { get; } = [];

    /// <summary>Where a span is and what it holds: <c>line:column text</c>.</summary>
    /// <param name="span">The span.</param>
    public string Show(SourceSpan span) => $"{Index.Source.LineOf(span.Start)}:{Index.Source.ColumnOf(span.Start)} {Index.Source.SpanText(span)}";

    /// <summary>The names in a module; null when there is none.</summary>
    /// <param name="path">Its path.</param>
    public ProgramIndex? Module(string path) => Modules.TryGetValue(path, out string? text) ? ProgramIndex.Of(new SourceText(path, text)) : null;
}
