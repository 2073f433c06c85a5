using System.Collections.Immutable;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Verification;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Debugging;

/// <summary>Which instructions belong to which lines, functions and labels of a program.</summary>
public sealed class CodeMap
{
    private static readonly string[] LibraryFolders = ["std/scheme/", "std/ttil/", "std/srfi/"];

    private readonly BytecodeProgram _program;
    private readonly ProgramSymbols _symbols;
    private readonly SourcePlace?[] _places;
    private readonly Dictionary<string, SortedDictionary<int, List<int>>> _lines = [];
    private readonly Dictionary<string, List<int>> _labels = new(StringComparer.Ordinal);

    internal CodeMap(VerifiedProgram program)
    {
        _program = program.Program;
        _symbols = SymbolTable.Build(_program);
        _places = new SourcePlace?[_program.Instructions.Length];
        var parts = SourceMapping.Build(_program);
        for (int index = 0; index < _places.Length; index++)
        {
            _places[index] = parts.At(index) is { } part ? new SourcePlace(part.File, part.Line) : null;
        }

        foreach (var module in _program.Modules)
        {
            AddLabels(module);
        }

        CollectLines();
    }

    /// <summary>How many instructions there are, the implicit ends of modules included.</summary>
    public int Count => _places.Length;

    /// <summary>The files that have code, the main program's first.</summary>
    public IReadOnlyList<string> Files => [.. _lines.Keys];

    /// <summary>The names of all labels, functions included.</summary>
    public IReadOnlyList<string> Labels => [.. _labels.Keys];

    /// <summary>The place of an instruction; null where none is known.</summary>
    /// <param name="address">Its index in the linked program.</param>
    public SourcePlace? PlaceOf(int address) => (uint)address < (uint)_places.Length ? _places[address] : null;

    /// <summary>The column in which an instruction begins, from 1; 0 where none is known.</summary>
    /// <param name="address">Its index in the linked program.</param>
    public int ColumnOf(int address) => PlaceOf(address) is { } place && _symbols.PlaceAt(address) is { } row && row.Line == place.Line ? row.Column : 0;

    /// <summary>Whether a file is one of the libraries that Scheme comes with.</summary>
    /// <param name="file">The file.</param>
    public static bool IsLibrary(string file) => LibraryFolders.Any(folder => file.StartsWith(folder, StringComparison.Ordinal));

    /// <summary>Whether an instruction belongs to a library that Scheme comes with; what the compiler of Scheme adds without a line does too.</summary>
    /// <param name="address">Index in the linked program.</param>
    public bool IsLibrary(int address) => PlaceOf(address) is { } place ? IsLibrary(place.File) : _program.UsesLisp && address < _places.Length;

    /// <summary>Where a line begins: once in each function that has code of it.</summary>
    /// <param name="file">The file or the end of its path; null for the main program.</param>
    /// <param name="line">The line; one without code stands for the next that has some.</param>
    /// <param name="found">The line that was found.</param>
    /// <returns>Indexes of instructions; none when there is no such file, or no code from there on.</returns>
    public ImmutableArray<int> AddressesOf(string? file, int line, out SourcePlace found)
    {
        found = default;
        foreach (string path in FilesNamed(file))
        {
            foreach (var (number, addresses) in _lines[path])
            {
                if (number >= line)
                {
                    found = new SourcePlace(path, number);
                    return [.. addresses];
                }
            }
        }

        return [];
    }

    /// <summary>The files that a name may mean: that of exactly this name, or those whose path ends so.</summary>
    /// <param name="name">The name; null for the main program's.</param>
    public IReadOnlyList<string> FilesNamed(string? name)
    {
        if (name is null)
        {
            return _lines.Count == 0 ? [] : [_places.FirstOrDefault(place => place is not null)?.File is { } first && !IsLibrary(first) ? first : MainFile()];
        }

        string wanted = name.Replace('\\', '/');
        return _lines.ContainsKey(name)
            ? [name]
            : [.. _lines.Keys.Where(path => path.Replace('\\', '/').EndsWith("/" + wanted, StringComparison.Ordinal) || wanted.EndsWith("/" + path.Replace('\\', '/'), StringComparison.Ordinal))];
    }

    /// <summary>The lines of a file that have code, ascending.</summary>
    /// <param name="file">The file, as <see cref="Files"/> names it.</param>
    public IReadOnlyList<int> LinesWithCode(string file) => _lines.TryGetValue(file, out var lines) ? [.. lines.Keys] : [];

    /// <summary>The instructions that a label or function stands before; none when there is none of the name.</summary>
    /// <param name="label">The name.</param>
    public ImmutableArray<int> AddressesOf(string label) => _labels.TryGetValue(label, out var addresses) ? [.. addresses] : [];

    /// <summary>The function that an instruction belongs to; null at top level.</summary>
    /// <param name="address">Index in the linked program.</param>
    public string? FunctionAt(int address) => _symbols.FunctionAt(address);

    /// <summary>Whether a label is the beginning of a function.</summary>
    /// <param name="label">Its name.</param>
    public bool IsFunction(string label) => AddressesOf(label).Any(address => _symbols.FunctionAt(address) == label);

    /// <summary>The path of the module that holds an instruction.</summary>
    /// <param name="address">Index in the linked program.</param>
    public string ModuleAt(int address) => ModuleOf(address).Path;

    /// <summary>Whether a file is one that the program was read from, whatever it says of its sources.</summary>
    /// <param name="path">The file.</param>
    public bool IsModule(string path) => _program.Modules.Any(linked => linked.Path == path);

    /// <summary>The text of a line, of a file that the program was read from; null when it is not known.</summary>
    /// <param name="place">The line.</param>
    public string? TextOf(SourcePlace place)
    {
        foreach (var module in _program.Modules.Select(linked => linked.Module).OfType<BytecodeModule>())
        {
            foreach (var source in module.Source is { } own ? [own, .. module.OtherSources] : module.OtherSources)
            {
                if (source.Name == place.File || (source == module.Source && module.Path == place.File))
                {
                    return place.Line >= 1 && place.Line <= source.LineCount ? source.SpanText(source.SpanOfLine(place.Line)).TrimEnd("\r\n").ToString() : null;
                }
            }
        }

        return null;
    }

    private LinkedModule ModuleOf(int address) =>
        _program.Modules[Math.Max(0, AddressTable.LastAtOrBefore(_program.Modules.AsSpan(), address, module => module.Start))];

    private string MainFile() => _lines.Keys.FirstOrDefault(file => !IsLibrary(file)) ?? _lines.Keys.First();

    private void AddLabels(LinkedModule module)
    {
        foreach (var label in module.Module?.Labels ?? [])
        {
            if (!_labels.TryGetValue(label.Name, out var addresses))
            {
                _labels[label.Name] = addresses = [];
            }

            addresses.Add(module.Start + label.Address);
        }
    }

    private void CollectLines()
    {
        var known = new HashSet<(string, int, string?, int)>();
        for (int index = 0; index < _places.Length; index++)
        {
            if (_places[index] is not { } place || !known.Add((place.File, place.Line, _symbols.FunctionAt(index), ModuleOf(index).Start)))
            {
                continue;
            }

            if (!_lines.TryGetValue(place.File, out var lines))
            {
                _lines[place.File] = lines = [];
            }

            if (!lines.TryGetValue(place.Line, out var addresses))
            {
                lines[place.Line] = addresses = [];
            }

            addresses.Add(index);
        }
    }
}
