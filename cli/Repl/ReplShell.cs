using System.Diagnostics;
using System.Globalization;
using TinyTotIL.Compiler;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Cli.Repl;

/// <summary>Reads entries, has them compiled, and shows what they give. What an entry is about goes to standard error, results to standard output.</summary>
internal sealed class ReplShell : IShell
{
    /// <summary>Shown before the first line of an entry.</summary>
    public const string Prompt = "ttil> ";

    /// <summary>Shown before each further line.</summary>
    public const string Continuation = "  ... ";

    /// <summary>What diagnostics call the text of an entry.</summary>
    private const string EntryName = "<entry>";

    private readonly LispEvaluator _evaluator;
    private readonly HostServices _host;
    private readonly DiagnosticWriter _diagnostics;
    private readonly IEntrySource _entries;
    private readonly Queue<(string Name, string Text)> _pending = new();
    private readonly Stopwatch _watch = new();
    private long _allocated;
    private bool _isTimed;

    /// <summary>Makes a shell.</summary>
    /// <param name="evaluator">Compiles the entries.</param>
    /// <param name="host">The outside world.</param>
    /// <param name="entries">Where they come from.</param>
    public ReplShell(LispEvaluator evaluator, HostServices host, IEntrySource entries)
    {
        (_evaluator, _host, _entries) = (evaluator, host, entries);
        _diagnostics = new DiagnosticWriter(host);
    }

    /// <summary>Whether an entry was wrong, or has ended with an error.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Puts a file before all entries.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="files">Where it is.</param>
    public void Load(string path, IFileSystem files)
    {
        try
        {
            Divide(path, System.Text.Encoding.UTF8.GetString(files.ReadAllBytes(path)));
        }
        catch (HostException error)
        {
            HasFailed = true;
            _diagnostics.WriteError($"cannot read '{path}': {error.Message}");
        }
    }

    /// <inheritdoc/>
    public FunctionValue? NextEntry()
    {
        while (true)
        {
            if (_pending.TryDequeue(out var next))
            {
                if (Compile(next.Name, next.Text) is { } procedure)
                {
                    _allocated = GC.GetTotalAllocatedBytes(precise: true);
                    _watch.Restart();
                    return procedure;
                }

                _isTimed = false;
                continue;
            }

            _host.Console.Flush();
            if (_entries.Read() is not { } entry)
            {
                return null;
            }

            if (!ReplCommands.IsCommand(entry))
            {
                Divide(EntryName, entry);
            }
            else if (!Execute(entry))
            {
                return null;
            }
        }
    }

    /// <inheritdoc/>
    public void Show(Value result)
    {
        ShowTime();
        if (result.Tag is MultipleValues several)
        {
            Array.ForEach(several.Items, Write);
        }
        else if (result.Kind != ValueKind.Unspecified)
        {
            Write(result);
        }
    }

    /// <inheritdoc/>
    public void ShowFailure(string message, IReadOnlyList<string> trace)
    {
        ShowTime();
        HasFailed = true;
        _pending.Clear();
        _diagnostics.WriteError(message);
        foreach (string line in trace)
        {
            _host.Console.WriteErrorLine($"  {line}");
        }
    }

    private void Write(Value value)
    {
        _host.Console.Write(DatumWriter.ToText(value, DatumStyle.Write));
        _host.Console.Write("\n");
    }

    private void ShowTime()
    {
        _watch.Stop();
        if (_isTimed)
        {
            long bytes = GC.GetTotalAllocatedBytes(precise: true) - _allocated;
            _host.Console.WriteErrorLine(string.Create(CultureInfo.InvariantCulture, $"; {_watch.Elapsed.TotalMilliseconds:0.###} ms, {bytes:N0} bytes allocated"));
            _isTimed = false;
        }
    }

    /// <summary>Each datum is an entry of its own: it sees what those before it have defined.</summary>
    private void Divide(string name, string text)
    {
        foreach (string datum in EntryText.Of(text).Data)
        {
            _pending.Enqueue((name, datum));
        }
    }

    private FunctionValue? Compile(string name, string text)
    {
        var unit = _evaluator.Compile(_evaluator.Interaction, _host.Files, name, text);
        _diagnostics.WriteAll(unit.Diagnostics);
        if (unit.Procedure is null)
        {
            HasFailed = true;

            // What follows in the same entry may rest on it.
            _pending.Clear();
        }

        return unit.Procedure;
    }

    /// <summary>Does a command.</summary>
    /// <returns>False when it is to leave.</returns>
    private bool Execute(string command)
    {
        var (name, rest) = ReplCommands.Split(command);
        switch (name)
        {
            case ",q" or ",quit":
                return false;
            case ",h" or ",help" or ",?":
                _host.Console.WriteErrorLine(ReplCommands.Help);
                break;
            case ",time" when rest.Length > 0:
                _isTimed = true;
                Divide(EntryName, rest);
                break;
            case ",expand" when rest.Length > 0:
                ShowText(_evaluator.Expand(_evaluator.Interaction, EntryName, rest));
                break;
            case ",dis" when rest.Length > 0:
                ShowText(_evaluator.Disassemble(_evaluator.Interaction, EntryName, rest));
                break;
            case ",l" or ",load" when rest.Length > 0:
                Load(rest.Trim('"'), _host.Files);
                break;
            case ",time" or ",expand" or ",dis" or ",load":
                _diagnostics.WriteError($"{name} needs something to work on; ,help shows how it is used");
                break;
            default:
                _diagnostics.WriteError($"there is no command '{name}'; ,help shows those there are");
                break;
        }

        return true;
    }

    private void ShowText((string? Text, System.Collections.Immutable.ImmutableArray<Diagnostic> Problems) shown)
    {
        _diagnostics.WriteAll(shown.Problems);
        if (shown.Text is { } text)
        {
            _host.Console.Write(text);
            _host.Console.Write(text.EndsWith('\n') ? "" : "\n");
        }
    }
}
