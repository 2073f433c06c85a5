using System.Text.RegularExpressions;
using TinyTotIL.Conformance.Tests.Cases;

namespace TinyTotIL.Conformance.Tests.StandardLibrary;

/// <summary>A module of the library as its text describes it: <c>docs/adding-to-the-library.md</c> says how.</summary>
internal sealed partial class LibraryModule
{
    private const string Example = "Example:";

    private readonly Dictionary<string, IReadOnlyList<string>?> _variables = [];
    private readonly List<string> _exports = [];
    private readonly Dictionary<string, string> _origins = [];
    private readonly List<LibraryEntry> _entries = [];
    private string _lastImport = "";

    private LibraryModule(string name) => Name = name;

    /// <summary>Every module, by name.</summary>
    public static IReadOnlyList<LibraryModule> All { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(CaseCatalog.Root, "std"), "*.ttvm").Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>Its name without folder and extension.</summary>
    public string Name { get; }

    /// <summary>How programs import it.</summary>
    public string ImportPath => $"std/{Name}.ttvm";

    /// <summary>The lines of its first comment.</summary>
    public IReadOnlyList<string> Introduction { get; private set; } = [];

    /// <summary>The first sentence of its first comment.</summary>
    public string Title => string.Join(' ', Introduction).Split(". ")[0].TrimEnd('.') + ".";

    /// <summary>What it describes, in order.</summary>
    public IReadOnlyList<LibraryEntry> Entries => _entries;

    /// <summary>What it exports, in order.</summary>
    public IReadOnlyList<string> Exports => _exports;

    /// <summary>Whether an export is the module's own, and not handed on from one that it imports.</summary>
    /// <param name="name">The export.</param>
    public bool IsOwn(string name) => _variables.ContainsKey(name);

    /// <summary>The parameters of an exported function as the code has them; null for what is no function.</summary>
    /// <param name="name">The export. It may come from the module that was imported last before.</param>
    public IReadOnlyList<string>? ParametersOf(string name) => _variables.TryGetValue(name, out var parameters)
        ? parameters
        : All.Single(module => module.ImportPath == _origins[name]).ParametersOf(name);

    private static LibraryModule Read(string file)
    {
        var module = new LibraryModule(Path.GetFileNameWithoutExtension(file));
        string[] lines = File.ReadAllLines(file);
        module.Introduction = [.. CommentAt(lines, 0)];
        for (int index = 0; index < lines.Length; index++)
        {
            module.ReadCode(lines, index);
            if (index > 0 && lines[index - 1].Length == 0)
            {
                module.ReadEntry([.. CommentAt(lines, index)]);
            }
        }

        return module;
    }

    private static IEnumerable<string> CommentAt(string[] lines, int start) =>
        lines.Skip(start).TakeWhile(line => line.StartsWith(';')).Select(line => line[1..].StartsWith(' ') ? line[2..] : line[1..]);

    private void ReadCode(string[] lines, int index)
    {
        string line = lines[index].Split(';')[0].Trim();
        string[] words = line.Split(' ', 2);
        switch (words)
        {
            case ["EXPORT", var name]:
                _exports.Add(name);
                _origins[name] = _lastImport;
                break;
            case ["IMPORT", var path]:
                _lastImport = path;
                break;
            case ["STORE", var name]:
                string[] before = index == 0 ? [] : lines[index - 1].Split(';')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                _variables.TryAdd(name, before is ["MAKE_FUNCTION" or "MAKE_LAMBDA", _, .. var parameters] ? parameters : null);
                break;
        }
    }

    private void ReadEntry(IReadOnlyList<string> comment)
    {
        if (comment.Count == 0)
        {
            return;
        }

        var function = FunctionHead().Match(comment[0]);
        var value = ValueHead().Match(comment[0]);
        if (!function.Success && !value.Success)
        {
            return;
        }

        int examples = comment.Skip(1).TakeWhile(line => !line.StartsWith(Example, StringComparison.Ordinal)).Count() + 1;
        var head = function.Success ? function : value;
        _entries.Add(new LibraryEntry(
            head.Groups["name"].Value,
            function.Success ? head.Groups["parameters"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries) : null,
            head.Groups["result"].Value.Trim(),
            string.Join(' ', comment.Take(examples).Skip(1)),
            [.. ExamplesIn([.. comment.Skip(examples)])]));
    }

    private IEnumerable<LibraryExample> ExamplesIn(string[] lines)
    {
        for (int index = 0; index < lines.Length; index++)
        {
            if (!lines[index].StartsWith(Example, StringComparison.Ordinal))
            {
                throw new FormatException($"{ImportPath}: after examples only examples follow, not '{lines[index]}'.");
            }

            string text = lines[index][Example.Length..].Trim();
            if (text.Length > 0)
            {
                yield return new LibraryExample(text, []);
                continue;
            }

            string[] program = [.. lines.Skip(index + 1).TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line[2..])];
            index += program.Length;
            yield return new LibraryExample(Short: null, program);
        }
    }

    [GeneratedRegex(@"^(?<name>\w+) \( (?<parameters>(\w+ )*)--(?<result>( [^()]+)?) \)$")]
    private static partial Regex FunctionHead();

    [GeneratedRegex(@"^(?<name>\w+): (?<result>[A-Z]\w*)$")]
    private static partial Regex ValueHead();
}
