using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Cli;

/// <summary>Writes what there is to say about a program to standard error, in colour where someone watches.</summary>
internal sealed class DiagnosticWriter
{
    private const string ErrorPrefix = "Error: ";
    private const string Bold = "\e[1m";
    private const string Red = "\e[1;31m";
    private const string Yellow = "\e[1;33m";
    private const string Cyan = "\e[1;36m";
    private const string Plain = "\e[0m";

    private readonly IConsole _console;
    private readonly Lazy<bool> _usesColour;

    /// <summary>Writes to the standard error of a host.</summary>
    /// <param name="host">The outside world.</param>
    public DiagnosticWriter(HostServices host)
    {
        _console = host.Console;
        _usesColour = new Lazy<bool>(() => TerminalColour.IsWanted(host.Environment, Console.IsErrorRedirected));
    }

    /// <summary>How it is written.</summary>
    public ErrorFormat Format { get; set; }

    /// <summary>Says why a program was rejected: first the error as upstream words it, for tools that look for that line.</summary>
    /// <param name="diagnostics">What was found, an error among it.</param>
    /// <param name="prefix">How the line begins.</param>
    public void WriteRejection(IReadOnlyCollection<Diagnostic> diagnostics, string prefix = ErrorPrefix)
    {
        if (Format == ErrorFormat.Json)
        {
            WriteAll(diagnostics);
            return;
        }

        var errors = diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error).ToList();
        var first = errors.Find(error => error.UpstreamText is not null) ?? errors[0];
        _console.WriteErrorLine(prefix + (first.UpstreamText ?? first.Message));
        WriteAll(diagnostics);
    }

    /// <summary>Writes diagnostics.</summary>
    /// <param name="diagnostics">The diagnostics.</param>
    public void WriteAll(IReadOnlyCollection<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            _console.WriteErrorLine(Format == ErrorFormat.Json ? Json(diagnostic) : _usesColour.Value ? Paint(diagnostic) : diagnostic.Render());
        }
    }

    /// <summary>Writes an error that belongs to no place in a program.</summary>
    /// <param name="text">What is wrong.</param>
    public void WriteError(string text) => _console.WriteErrorLine(Format == ErrorFormat.Json ? JsonLine.OfError(text) : ErrorPrefix + text);

    private static string Json(Diagnostic diagnostic) => JsonLine.Of("diagnostic", writer =>
    {
        writer.WriteString("code", diagnostic.Code);
        writer.WriteString("severity", diagnostic.SeverityWord);
        writer.WriteString("message", diagnostic.Message);
        writer.WriteString("file", diagnostic.Path);
        writer.WriteKnown("line", diagnostic.Line > 0 ? diagnostic.Line : null);
        writer.WriteKnown("column", diagnostic.Column > 0 ? diagnostic.Column : null);
        writer.WriteKnown("endLine", diagnostic.EndLine > 0 ? diagnostic.EndLine : null);
        writer.WriteKnown("endColumn", diagnostic.EndColumn > 0 ? diagnostic.EndColumn : null);
        writer.WriteKnown("byte", diagnostic.ByteOffset);
        writer.WriteKnown("upstream", diagnostic.UpstreamText);
    });

    private static string Paint(Diagnostic diagnostic)
    {
        string[] lines = diagnostic.Render().Split('\n');
        string colour = diagnostic.Severity switch
        {
            Severity.Note => Cyan,
            Severity.Warning => Yellow,
            Severity.Error => Red,
        };

        // The place, then the severity and the code in its colour, then the message.
        int code = lines[0].IndexOf($" {diagnostic.Code}: ", StringComparison.Ordinal);
        int severity = lines[0].LastIndexOf(' ', code - 1) + 1;
        int message = code + diagnostic.Code.Length + 2;
        lines[0] = $"{Bold}{lines[0][..severity]}{colour}{lines[0][severity..message]}{Plain}{Bold}{lines[0][message..]}{Plain}";
        if (lines.Length > 1)
        {
            int underline = lines[^1].IndexOf('^', StringComparison.Ordinal);
            lines[^1] = $"{lines[^1][..underline]}{colour}{lines[^1][underline..]}{Plain}";
        }

        return string.Join('\n', lines);
    }
}
