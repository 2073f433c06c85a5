using System.Globalization;
using System.Text;
using TinyTotIL.Compiler.Text;
using TinyTotIL.Runtime.Errors;

namespace TinyTotIL.Compiler.Diagnostics;

/// <summary>Something the compiler has to say about a program, and where.</summary>
public sealed class Diagnostic
{
    internal Diagnostic(DiagnosticDescriptor descriptor, string path, string? upstreamText, ReadOnlySpan<object> arguments)
    {
        Severity = descriptor.Severity;
        Code = descriptor.Code;
        Message = Format(descriptor.Message, arguments);
        Path = path;
        UpstreamText = upstreamText;
    }

    /// <summary>How serious it is.</summary>
    public Severity Severity { get; }

    /// <summary>The kind of diagnostic: <c>TT</c> and four digits.</summary>
    public string Code { get; }

    /// <summary>What is wrong, in one line.</summary>
    public string Message { get; }

    /// <summary>What upstream says about the same mistake, exactly; null when it has no words for it.</summary>
    public string? UpstreamText { get; }

    /// <summary>The file, as the user or the program wrote it.</summary>
    public string Path { get; }

    /// <summary>The text the place is in; null for a binary file and when the place is a whole file.</summary>
    public SourceText? Source { get; internal init; }

    /// <summary>The place in <see cref="Source"/>; meaningless without it.</summary>
    public SourceSpan Span { get; internal init; }

    /// <summary>The place in a file that is not text; null otherwise.</summary>
    public long? ByteOffset { get; internal init; }

    /// <summary>Line of the place, from 1; 0 when there is none.</summary>
    public int Line => Source?.LineOf(Span.Start) ?? 0;

    /// <summary>Column of the place, from 1; 0 when there is none.</summary>
    public int Column => Source?.ColumnOf(Span.Start) ?? 0;

    /// <summary>Line of the end of the place, from 1; 0 when there is none.</summary>
    public int EndLine => Source?.LineOf(Span.End) ?? 0;

    /// <summary>Column behind the place, from 1; 0 when there is none.</summary>
    public int EndColumn => Source?.ColumnOf(Span.End) ?? 0;

    /// <summary>The severity in a word: note, warning or error.</summary>
    public string SeverityWord => Severity switch
    {
        Severity.Note => "note",
        Severity.Warning => "warning",
        Severity.Error => "error",
    };

    /// <summary>
    /// The diagnostic as a user reads it: file, line, column, severity, code and message; then the source line with the
    /// place underlined. Lines end with LF, the last one has no line end.
    /// </summary>
    public string Render()
    {
        var text = new StringBuilder(DisplayText.Escape(Path));
        if (Source is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $":{Line}:{Column}");
        }
        else if (ByteOffset is { } offset)
        {
            text.Append(CultureInfo.InvariantCulture, $": byte {offset}");
        }

        text.Append(": ").Append(SeverityWord).Append(' ').Append(Code).Append(": ").Append(Message);
        if (Source is not null)
        {
            SourceExcerpt.Append(text, Source, Span);
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public override string ToString() => Render();

    private static string Format(string message, ReadOnlySpan<object> arguments)
    {
        var shown = new object[arguments.Length];
        for (int index = 0; index < shown.Length; index++)
        {
            shown[index] = arguments[index] is string text ? DisplayText.Escape(text) : arguments[index];
        }

        return string.Format(CultureInfo.InvariantCulture, message, shown);
    }
}
