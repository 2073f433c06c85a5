namespace TinyTotIL.Conformance.Tests;

/// <summary>All that can be seen of a run from outside.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="ErrorLines">Standard error by lines, stack traces included.</param>
/// <param name="ExitCode">The exit code.</param>
internal sealed record ProgramOutcome(string Output, IReadOnlyList<string> ErrorLines, int ExitCode)
{
    private const string ErrorPrefix = "Error: ";
    private const string TracePrefix = "  at ";

    /// <summary>The text of the error that ended the program; null when there was none.</summary>
    public string? Error => ErrorLines.FirstOrDefault(IsError)?[ErrorPrefix.Length..];

    /// <summary>The calls that led to the error, without the word that begins each line.</summary>
    public IEnumerable<string> Trace => ErrorLines.Where(IsTrace).Select(line => line[TracePrefix.Length..]);

    /// <summary>The other lines of standard error.</summary>
    public IEnumerable<string> Notices => ErrorLines.Where(line => !IsError(line) && !IsTrace(line));

    /// <summary>The same without the calls that led to the error.</summary>
    public ProgramOutcome WithoutTrace() => this with { ErrorLines = [.. ErrorLines.Where(line => !IsTrace(line))] };

    /// <summary>Everything as one text, so that a comparison shows the first difference.</summary>
    public override string ToString() =>
        $"{Output}--- stderr\n{string.Concat(ErrorLines.Select(line => line + "\n"))}--- exit code {ExitCode}\n";

    private static bool IsError(string line) => line.StartsWith(ErrorPrefix, StringComparison.Ordinal);

    private static bool IsTrace(string line) => line.StartsWith(TracePrefix, StringComparison.Ordinal);
}
