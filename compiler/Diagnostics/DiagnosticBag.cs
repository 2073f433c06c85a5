using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.Diagnostics;

/// <summary>Collects what the stages have to say, in the order they say it.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<Diagnostic> _diagnostics = [];

    /// <summary>What was reported, oldest first.</summary>
    public IReadOnlyList<Diagnostic> All => _diagnostics;

    /// <summary>Whether anything reported rejects the program.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _diagnostics.Clear();
        HasErrors = false;
    }

    /// <summary>Adds a diagnostic.</summary>
    /// <param name="diagnostic">The diagnostic.</param>
    public void Add(Diagnostic diagnostic)
    {
        _diagnostics.Add(diagnostic);
        HasErrors |= diagnostic.Severity == Severity.Error;
    }

    /// <summary>Reports something about a place in a text.</summary>
    /// <param name="descriptor">What.</param>
    /// <param name="source">The text.</param>
    /// <param name="span">The place.</param>
    /// <param name="upstreamText">What upstream says, or null.</param>
    /// <param name="arguments">Arguments of the message.</param>
    public void Report(DiagnosticDescriptor descriptor, SourceText source, SourceSpan span, string? upstreamText, params ReadOnlySpan<object> arguments) =>
        Add(new Diagnostic(descriptor, source.Name, upstreamText, arguments) { Source = source, Span = span });

    /// <summary>Reports something about a whole file.</summary>
    /// <param name="descriptor">What.</param>
    /// <param name="path">The file.</param>
    /// <param name="upstreamText">What upstream says, or null.</param>
    /// <param name="arguments">Arguments of the message.</param>
    public void Report(DiagnosticDescriptor descriptor, string path, string? upstreamText, params ReadOnlySpan<object> arguments) =>
        Add(new Diagnostic(descriptor, path, upstreamText, arguments));

    /// <summary>Reports something about a place in a file that is not text.</summary>
    /// <param name="descriptor">What.</param>
    /// <param name="path">The file.</param>
    /// <param name="byteOffset">The place.</param>
    /// <param name="upstreamText">What upstream says, or null.</param>
    /// <param name="arguments">Arguments of the message.</param>
    public void ReportAtByte(DiagnosticDescriptor descriptor, string path, long byteOffset, string? upstreamText, params ReadOnlySpan<object> arguments) =>
        Add(new Diagnostic(descriptor, path, upstreamText, arguments) { ByteOffset = byteOffset });

    /// <summary>Reports something about a line of a module, or about the whole file where the line is unknown.</summary>
    /// <param name="descriptor">What.</param>
    /// <param name="path">The file.</param>
    /// <param name="source">Its text; null when it is binary.</param>
    /// <param name="line">Line number, from 1; 0 when unknown.</param>
    /// <param name="upstreamText">What upstream says, or null.</param>
    /// <param name="arguments">Arguments of the message.</param>
    public void ReportAtLine(
        DiagnosticDescriptor descriptor, string path, SourceText? source, int line, string? upstreamText, params ReadOnlySpan<object> arguments)
    {
        if (source is not null && line >= 1 && line <= source.LineCount)
        {
            Report(descriptor, source, source.SpanOfLineContent(line), upstreamText, arguments);
            return;
        }

        Report(descriptor, path, upstreamText, arguments);
    }
}
