namespace TinyTotIL.Cli.Cases;

/// <summary>All that can be seen of a run from outside.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="ErrorLines">Standard error by lines, stack traces included.</param>
/// <param name="ExitCode">The exit code.</param>
internal sealed record ProgramOutcome(string Output, IReadOnlyList<string> ErrorLines, int ExitCode)
{
    private const string ErrorPrefix = "Error: ";
    private const string CallPrefix = "  at ";

    /// <summary>How the other lines below an error begin: what is missing between two calls, and in which process that was.</summary>
    private static readonly string[] NotePrefixes = ["  (tail calls from ", "  in process "];

    /// <summary>The text of the error that ended the program; null when there was none.</summary>
    public string? Error => ErrorLines.FirstOrDefault(IsError)?[ErrorPrefix.Length..];

    /// <summary>The calls that led to the error, without the word that begins each line, and what else is said of it.</summary>
    public IEnumerable<string> Trace => ErrorLines.Where(IsTrace).Select(line => IsCall(line) ? line[CallPrefix.Length..] : line.TrimStart());

    /// <summary>The other lines of standard error.</summary>
    public IEnumerable<string> Notices => ErrorLines.Where(line => !IsError(line) && !IsTrace(line));

    /// <summary>The same without the calls that led to the error.</summary>
    public ProgramOutcome WithoutTrace() => this with { ErrorLines = [.. ErrorLines.Where(line => !IsTrace(line))] };

    /// <summary>Everything as one text, so that a comparison shows the first difference.</summary>
    public override string ToString() =>
        $"{Output}--- stderr\n{string.Concat(ErrorLines.Select(line => line + "\n"))}--- exit code {ExitCode}\n";

    private static bool IsError(string line) => line.StartsWith(ErrorPrefix, StringComparison.Ordinal);

    private static bool IsTrace(string line) => IsCall(line) || NotePrefixes.Any(prefix => line.StartsWith(prefix, StringComparison.Ordinal));

    private static bool IsCall(string line) => line.StartsWith(CallPrefix, StringComparison.Ordinal);
}
