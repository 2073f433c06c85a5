using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using TinyTotIL.Cli.Debugging;
using TinyTotIL.Compiler.Debugging;
using TinyTotIL.Compiler.Formats;
using TinyTotIL.Runtime.Errors;

namespace TinyTotIL.Cli.DebugAdapter;

/// <summary>The files that a program was made of, as editors know them: by full path, or by a number where there is no file to open.</summary>
internal sealed class ProgramSources
{
    /// <summary>The number of the list of instructions, which stands for what has no lines.</summary>
    public const int Listing = 1;

    private const int FirstText = 2;
    private const int MostListed = 200_000;

    private readonly DebugSession _session;
    private readonly string _program;
    private readonly IReadOnlyList<string> _files;
    private readonly Dictionary<string, string> _paths = [];
    private readonly HashSet<string> _closed = [];

    /// <summary>The sources of a program.</summary>
    /// <param name="session">Has the program.</param>
    /// <param name="program">Its file.</param>
    /// <param name="texts">Knows which files an editor must not open.</param>
    /// <param name="numbers">How the editor counts.</param>
    public ProgramSources(DebugSession session, string program, SourceFiles texts, EditorNumbers numbers)
    {
        (_session, _program, _files, Numbers) = (session, program, session.Map.Files, numbers);
        foreach (string file in _files)
        {
            _paths[file] = FullPath(file);
            if (texts.IsClosed(file))
            {
                _closed.Add(file);
            }
        }
    }

    /// <summary>How the editor counts.</summary>
    public EditorNumbers Numbers { get; }

    /// <summary>All that there are.</summary>
    public IEnumerable<JsonObject> All() => _files.Count == 0 ? [ListingSource()] : _files.Select(Describe);

    /// <summary>The file that an editor means; null when the program has none such.</summary>
    /// <param name="path">Its full path.</param>
    public string? Find(string path)
    {
        string wanted = FullPath(path);
        return _files.FirstOrDefault(file => _paths[file] == wanted)
            ?? _files.FirstOrDefault(file => SameFile(_paths[file], wanted))
            ?? (_session.Map.FilesNamed(path) is [var only] && !File.Exists(_paths[only]) ? only : null);
    }

    /// <summary>The file behind a number; null when there is none.</summary>
    /// <param name="number">The number.</param>
    public string? Find(int number) => number >= FirstText && number - FirstText < _files.Count ? _files[number - FirstText] : null;

    /// <summary>Describes where an instruction comes from.</summary>
    /// <param name="address">The instruction.</param>
    /// <returns>The source, its line and its column, as the editor counts; no source where there is none to show.</returns>
    public (JsonObject? Source, int Line, int Column) PlaceOf(int address)
    {
        if (_session.PlaceOf(address) is { } place)
        {
            return (Describe(place.File), Numbers.Line(place.Line), Numbers.Column(Math.Max(1, _session.Map.ColumnOf(address))));
        }

        return _files.Count == 0 && address >= 0 && address < Math.Min(_session.Map.Count, MostListed) ? (ListingSource(), Numbers.Line(address + 1), Numbers.Column(1)) : (null, 0, 0);
    }

    /// <summary>Describes a file.</summary>
    /// <param name="file">The file, as the program names it.</param>
    public JsonObject Describe(string file)
    {
        string path = _paths.GetValueOrDefault(file) ?? FullPath(file);
        var source = new JsonObject { ["name"] = DisplayText.Escape(Path.GetFileName(file)) };
        if (HasText(file) && (File.Exists(path) || _session.Map.TextOf(new SourcePlace(file, 1)) is null))
        {
            source["path"] = path;
        }
        else
        {
            source["sourceReference"] = FirstText + _files.TakeWhile(known => known != file).Count();
        }

        if (CodeMap.IsLibrary(file))
        {
            (source["origin"], source["presentationHint"]) = ("library", "deemphasize");
        }

        return source;
    }

    /// <summary>The text behind a number; null when there is none.</summary>
    /// <param name="number">The number.</param>
    public string? TextOf(int number)
    {
        if (number == Listing && _files.Count == 0)
        {
            return ListInstructions();
        }

        if (Find(number) is not { } file)
        {
            return null;
        }

        if (!HasText(file))
        {
            return ListLines(file);
        }

        var text = new StringBuilder();
        for (int line = 1; _session.Map.TextOf(new SourcePlace(file, line)) is { } content; line++)
        {
            text.Append(content).Append('\n');
        }

        return text.ToString();
    }

    private bool HasText(string file) => !_closed.Contains(file) && !IsBinary(file);

    private static bool IsBinary(string file) => file.EndsWith(FileExtensions.Binary, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where the text is not at hand, each instruction is shown on the line that it had there.</summary>
    private string ListLines(string file)
    {
        var lines = new SortedDictionary<int, string>();
        foreach (int line in _session.Map.LinesWithCode(file).TakeWhile(line => line <= MostListed))
        {
            lines[line] = "    " + _session.InstructionText(_session.Map.AddressesOf(file, line, out _)[0]);
        }

        foreach (string label in _session.Map.Labels)
        {
            if (_session.PlaceOf(_session.Map.AddressesOf(label)[0]) is { Line: > 1 and <= MostListed } place && place.File == file)
            {
                lines.TryAdd(place.Line - 1, $"LABEL {DisplayText.Escape(label)}");
            }
        }

        var text = new StringBuilder();
        int shown = 0;
        foreach (var (line, content) in lines)
        {
            text.Append('\n', line - shown - 1).Append(content).Append('\n');
            shown = line;
        }

        return text.ToString();
    }

    private JsonObject ListingSource() => new()
    {
        ["name"] = DisplayText.Escape(Path.GetFileName(_program)) + " (instructions)",
        ["sourceReference"] = Listing,
        ["origin"] = "the program has no lines",
    };

    /// <summary>An instruction in each line, so that its number says which.</summary>
    private string ListInstructions()
    {
        var text = new StringBuilder();
        string? function = null;
        for (int address = 0; address < Math.Min(_session.Map.Count, MostListed); address++)
        {
            string? here = _session.Map.FunctionAt(address);
            text.Append(CultureInfo.InvariantCulture, $"{address,6}  {_session.InstructionText(address)}");
            text.Append(here != function && here is not null ? $"    ; {DisplayText.Escape(here)}" : "").Append('\n');
            function = here;
        }

        return text.ToString();
    }

    private static bool SameFile(string path, string other)
    {
        try
        {
            return Path.GetFileName(path) == Path.GetFileName(other) && Target(path) == Target(other);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>What a path leads to when its folder, or the file itself, is a link.</summary>
    private static string Target(string path)
    {
        string resolved = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        string? folder = Path.GetDirectoryName(resolved);
        return folder is not null && Directory.ResolveLinkTarget(folder, returnFinalTarget: true) is { } real ? Path.Combine(real.FullName, Path.GetFileName(resolved)) : resolved;
    }

    private static string FullPath(string file)
    {
        string path;
        try
        {
            path = Path.GetFullPath(file);
        }
        catch (Exception error) when (error is ArgumentException or IOException or NotSupportedException)
        {
            return file;
        }

        string installed = Path.Combine(AppContext.BaseDirectory, file);
        return CodeMap.IsLibrary(file) && !File.Exists(path) && File.Exists(installed) ? installed : path;
    }
}
