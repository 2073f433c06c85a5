using System.Globalization;
using System.Text;

namespace TinyTotIL.Cli.Cases;

/// <summary>A program with its expectations, each beside the line that causes it.</summary>
/// <remarks>
/// <para>A semicolon begins a comment anywhere in program text, so expectations are comments:</para>
/// <list type="bullet">
/// <item><c>; expect: text</c> - one printed line; further ones may follow on lines of their own.</item>
/// <item><c>; expect-text: "..."</c> - the same with the escapes of PUSH_TEXT.</item>
/// <item><c>; expect error: text</c> - what follows <c>Error: </c> on standard error; the exit code is then 1.</item>
/// <item><c>; expect trace: text</c> - a call on the way to the error, without <c>at</c>; when any is given, all are.</item>
/// <item><c>; expect stderr: text</c> - any other line of standard error.</item>
/// <item><c>; expect exit: n</c> - the exit code, when it is not 0 or 1 as above.</item>
/// </list>
/// <para>
/// Expectations count in the order of the file, so those of a function or a loop stand where it is called or begins. Header
/// lines set the scene: <c>; args: a b</c>, <c>; env: NAME=value</c>, <c>; stdin: line</c>, <c>; stdin-text: "..."</c> for input
/// without a last line end, <c>; file: name 61 ff</c> for a file of these bytes,
/// <c>; data: path</c> for a file or folder of the repository that must be there, <c>; seed: n</c> for processes in
/// virtual time, where waiting takes none, <c>; clock: n</c> for a time of day that begins so many seconds after 1970, <c>; stack: n</c> for a call stack of so many mebibytes, whose end is soon reached.
/// <c>; deferred: reason</c> and <c>; out of scope: reason</c> set a case aside. <c>; check: text</c> says what the expectations show that
/// follow, up to the next one: a demonstration reports on each.
/// </para>
/// </remarks>
internal sealed class CaseFile
{
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _input = new();
    private readonly List<string> _notices = [];
    private readonly List<string> _trace = [];
    private readonly List<string> _arguments = [];
    private readonly Dictionary<string, string> _variables = [];
    private readonly Dictionary<string, byte[]> _files = [];
    private readonly List<string> _data = [];
    private readonly List<CaseSection> _sections = [];
    private int _lines;
    private int? _exitCode;

    private CaseFile()
    {
    }

    /// <summary>All of standard output.</summary>
    public string Output => _output.ToString();

    /// <summary>The text of the error that ends the program; null when it ends well.</summary>
    public string? Error { get; private set; }

    /// <summary>The calls on the way to the error; empty when the case does not say.</summary>
    public IReadOnlyList<string> Trace => _trace;

    /// <summary>Lines of standard error apart from the error and its trace.</summary>
    public IReadOnlyList<string> Notices => _notices;

    /// <summary>The exit code.</summary>
    public int ExitCode => _exitCode ?? (Error is null ? 0 : 1);

    /// <summary>Arguments after the program.</summary>
    public IReadOnlyList<string> Arguments => _arguments;

    /// <summary>The seed of a deterministic run; null for a run in real time.</summary>
    public ulong? Seed { get; private set; }

    /// <summary>Where the clock begins, in seconds since 1970; null when that does not matter.</summary>
    public long? ClockSeconds { get; private set; }

    /// <summary>Bytes of call stack; null for those of all tests.</summary>
    public long? StackBytes { get; private set; }

    /// <summary>Standard input.</summary>
    public string Input => _input.ToString();

    /// <summary>Environment variables.</summary>
    public IReadOnlyDictionary<string, string> Variables => _variables;

    /// <summary>Files that exist before the program starts.</summary>
    public IReadOnlyDictionary<string, byte[]> Files => _files;

    /// <summary>Files and folders that it reads where they are.</summary>
    public IReadOnlyList<string> Data => _data;

    /// <summary>Why the case cannot pass yet; null when it must.</summary>
    public string? Deferred { get; private set; }

    /// <summary>Why the case never will pass; null when it must.</summary>
    public string? OutOfScope { get; private set; }

    /// <summary>What groups of expected lines show, in order; empty when the case does not say.</summary>
    public IReadOnlyList<CaseSection> Sections => _sections;

    /// <summary>Whether anything is expected at all.</summary>
    public bool ExpectsAnything => _output.Length > 0 || Error is not null || _notices.Count > 0 || _exitCode is not null;

    /// <summary>Reads the expectations of a program.</summary>
    /// <param name="bytes">The program. Bytes that are no UTF-8 are part of what it tests.</param>
    public static CaseFile Parse(ReadOnlySpan<byte> bytes)
    {
        var file = new CaseFile();
        int number = 0;
        foreach (string line in Encoding.UTF8.GetString(bytes).Split('\n'))
        {
            number++;
            if (CaseDirective.Find(number, line.TrimEnd('\r')) is { } directive)
            {
                file.Apply(directive);
            }
        }

        return file;
    }

    private void Apply(CaseDirective directive)
    {
        string text = directive.Text;
        switch (directive.Keyword)
        {
            case "expect":
                Expect(text);
                break;
            case "expect-text":
                Expect(QuotedCaseText.Read(text));
                break;
            case "expect error":
                Error = Error is null ? text : throw new FormatException($"Line {directive.Line}: a program ends only once.");
                break;
            case "expect stderr":
                _notices.Add(text);
                break;
            case "expect trace":
                _trace.Add(text);
                break;
            case "expect exit":
                _exitCode = int.Parse(text, CultureInfo.InvariantCulture);
                break;
            case "check":
                _sections.Add(new CaseSection(text, _lines));
                break;
            case "deferred":
                Deferred = Reason(directive);
                break;
            case "out of scope":
                OutOfScope = Reason(directive);
                break;
            default:
                ApplyScene(directive);
                break;
        }
    }

    private void Expect(string text)
    {
        _output.Append(text).Append('\n');
        _lines += text.Count(letter => letter == '\n') + 1;
    }

    private void ApplyScene(CaseDirective directive)
    {
        string text = directive.Text;
        switch (directive.Keyword)
        {
            case "args":
                _arguments.AddRange(text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
                break;
            case "stdin":
                _input.Append(text).Append('\n');
                break;
            case "stdin-text":
                _input.Append(QuotedCaseText.Read(text));
                break;
            case "seed":
                Seed = ulong.Parse(text, CultureInfo.InvariantCulture);
                break;
            case "clock":
                ClockSeconds = long.Parse(text, CultureInfo.InvariantCulture);
                break;
            case "stack":
                StackBytes = long.Parse(text, CultureInfo.InvariantCulture) << 20;
                break;
            case "env":
                int equals = text.IndexOf('=', StringComparison.Ordinal);
                if (equals < 1)
                {
                    throw new FormatException($"Line {directive.Line}: a variable needs a name and a value.");
                }

                _variables.Add(text[..equals], text[(equals + 1)..]);
                break;
            case "data":
                _data.Add(text);
                break;
            case "file":
                string[] parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (parts.Length == 0)
                {
                    throw new FormatException($"Line {directive.Line}: a file needs a name.");
                }

                _files.Add(parts[0], Convert.FromHexString(string.Concat(parts.Skip(1))));
                break;
            default:
                throw new FormatException($"Line {directive.Line}: {directive.Keyword} has no meaning.");
        }
    }

    private static string Reason(CaseDirective directive) =>
        directive.Text.Length > 0 ? directive.Text : throw new FormatException($"Line {directive.Line}: say why.");
}
