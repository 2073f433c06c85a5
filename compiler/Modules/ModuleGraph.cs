using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Formats;
using TinyTotIL.Compiler.Natives;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Operations;

namespace TinyTotIL.Compiler.Modules;

/// <summary>Loads a program with every module its IMPORTs can reach.</summary>
/// <remarks>
/// IMPORT is executed, not declared: a path may be imported under a condition, never, or inside a TRY that expects it to
/// fail. So only the main program has to be right. A module that is missing or wrong is linked as such, and the IMPORT that
/// reaches it raises the same error as one that had looked for the file just then. Paths are compared as text; only the other names
/// that modules of the library have stand for the same module.
/// <para>
/// In a program that can start others by name, every text in the code that is the name of a program on file is taken for one that may be
/// started: <c>SPAWN</c> gets it from the stack, where it may have come a long way. Such programs are modules like imported ones, and bring
/// along what they import and start themselves.
/// </para>
/// </remarks>
internal sealed class ModuleGraph
{
    private readonly List<(string Path, BytecodeModule? Module, string? LoadError)> _modules = [];
    private readonly Dictionary<string, int> _numbers = [];
    private readonly Dictionary<string, int> _programs = [];
    private readonly Dictionary<string, int> _aliases = [];
    private readonly HashSet<string> _names = [];
    private readonly IModuleSource _source;
    private readonly DiagnosticBag _diagnostics;
    private readonly ModuleLimits _limits;
    private long _bytes;

    private ModuleGraph(IModuleSource source, DiagnosticBag diagnostics, ModuleLimits limits)
    {
        _source = source;
        _diagnostics = diagnostics;
        _limits = limits;
    }

    /// <summary>Loads and links a program.</summary>
    /// <param name="path">The main program, as the user wrote it.</param>
    /// <param name="source">Where files come from.</param>
    /// <param name="diagnostics">Receives what is wrong with the main program, and warnings about imported modules.</param>
    /// <param name="natives">Functions that NATIVE finds; null for the runtime's library.</param>
    /// <param name="limits">Ceilings; null for the defaults.</param>
    /// <returns>Modules in order of their first IMPORT, breadth first; null when the main program cannot be used.</returns>
    public static BytecodeProgram? Load(string path, IModuleSource source, DiagnosticBag diagnostics, NativeTable? natives = null, ModuleLimits? limits = null)
    {
        var graph = new ModuleGraph(source, diagnostics, limits ?? ModuleLimits.Default);
        return graph.TryLoadMain(path) && graph.TryLoadRest() ? new BytecodeProgram(graph._modules, graph._programs, natives, graph._aliases) : null;
    }

    private bool TryLoadMain(string path)
    {
        var content = _source.ReadProgram(path);
        if (content.Bytes is null)
        {
            string reason = content.Error ?? "";
            _diagnostics.Report(DiagnosticDescriptors.ProgramNotReadable, path, ErrorText.FileError(path, reason), path, reason);
            return false;
        }

        if (!FitsLimit(path, content.Bytes.Length) || Parse(path, content.Bytes, _diagnostics) is not { } module)
        {
            return false;
        }

        _modules.Add((path, module, LoadError: null));
        return true;
    }

    private bool TryLoadRest()
    {
        bool startsPrograms = false;
        int importer = 0, starter = 0;
        while (importer < _modules.Count || (startsPrograms && starter < _modules.Count))
        {
            bool isImporter = importer < _modules.Count;
            if (_modules[isImporter ? importer++ : starter++].Module is not { } module)
            {
                continue;
            }

            startsPrograms |= isImporter && ProgramNames.StartsPrograms(module);
            if (!(isImporter ? TryLoadImportsOf(module) : TryLoadProgramsOf(module)))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryLoadProgramsOf(BytecodeModule starter)
    {
        foreach (var (name, line) in ProgramNames.In(starter))
        {
            if (_names.Count == _limits.ProgramNames || !_names.Add(name))
            {
                continue;
            }

            foreach (string path in ProgramNames.FilesOf(name))
            {
                if (_numbers.TryGetValue(path, out int number))
                {
                    _programs.Add(name, number);
                    break;
                }

                var content = _modules.Count < _limits.Modules ? _source.Read(path) : default;
                if (content == default || ProgramNames.IsMissing(content))
                {
                    continue;
                }

                _programs.Add(name, _modules.Count);
                if (!TryLoadModule(path, content, starter, line, isImport: false))
                {
                    return false;
                }

                break;
            }
        }

        WarnOfMissing(starter);
        return true;
    }

    /// <summary>Finds names that are no program's. Beyond a limit nothing was looked for, so nothing is known to be missing.</summary>
    private void WarnOfMissing(BytecodeModule starter)
    {
        if (_modules.Count >= _limits.Modules)
        {
            return;
        }

        foreach (var (name, line) in ProgramNames.StartedIn(starter).DistinctBy(start => start.Name))
        {
            if (_names.Contains(name) && !_programs.ContainsKey(name) && !ProcessOperations.IsBuiltIn(name))
            {
                string extension = Path.GetExtension(name);
                string hint = extension is FileExtensions.Text or FileExtensions.Binary ? $"; the name is written without '{extension}'" : "";
                _diagnostics.ReportAtLine(
                    DiagnosticDescriptors.SpawnedProgramNotFound, starter.Path, starter.Source, line, null, DisplayText.Shorten(name), hint);
            }
        }
    }

    private bool TryLoadImportsOf(BytecodeModule importer)
    {
        foreach (var instruction in importer.Instructions)
        {
            if (instruction is not { Opcode: Opcode.Import, Operand: Operand.Text { Value: var path } }
                || _numbers.ContainsKey(path) || _aliases.ContainsKey(path))
            {
                continue;
            }

            if (_modules.Count == _limits.Modules)
            {
                _diagnostics.ReportAtLine(
                    DiagnosticDescriptors.TooManyModules, importer.Path, importer.Source, instruction.Line, null, _limits.Modules);
                return false;
            }

            var content = _source.Read(path);
            if (ProgramNames.IsMissing(content) && TryFindMeant(path) is { } meant)
            {
                _aliases.Add(path, _numbers.TryGetValue(meant.Path, out int known) ? known : _modules.Count);
                (path, content) = meant;
            }

            if (!_numbers.ContainsKey(path) && !TryLoadModule(path, content, importer, instruction.Line, isImport: true))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The module of the library that a path without a file stands for, if there is one. It may be loaded already: then its content is not read.</summary>
    private (string Path, ModuleContent Content)? TryFindMeant(string path)
    {
        if (LibraryPaths.MeantBy(path) is not { } meant)
        {
            return null;
        }

        var content = _numbers.ContainsKey(meant) ? default : _source.Read(meant);
        return ProgramNames.IsMissing(content) ? null : (meant, content);
    }

    /// <summary>Adds a module, right or wrong; false only when the program became too large.</summary>
    private bool TryLoadModule(string path, ModuleContent content, BytecodeModule user, int line, bool isImport)
    {
        _numbers.Add(path, _modules.Count);
        if (content.Bytes is null)
        {
            string reason = content.Error ?? "";
            _modules.Add((path, Module: null, ErrorText.FileError(path, reason)));
            var unreadable = isImport ? DiagnosticDescriptors.ModuleNotReadable : DiagnosticDescriptors.SpawnedProgramNotReadable;
            _diagnostics.ReportAtLine(unreadable, user.Path, user.Source, line, null, path, reason, isImport ? Suggest(path) : "");
            return true;
        }

        if (!FitsLimit(path, content.Bytes.Length))
        {
            return false;
        }

        var findings = new DiagnosticBag();
        var module = Parse(path, content.Bytes, findings);
        if (module is not null)
        {
            _modules.Add((path, module, LoadError: null));
            foreach (var finding in findings.All)
            {
                _diagnostics.Add(finding);
            }

            return true;
        }

        var first = findings.All.FirstOrDefault(finding => finding.Severity == Severity.Error)
            ?? throw new InternalCompilerException("link", $"'{path}' was rejected without a reason.");
        _modules.Add((path, Module: null, first.UpstreamText ?? ErrorText.FileError(path, first.Message)));
        var invalid = isImport ? DiagnosticDescriptors.ModuleNotValid : DiagnosticDescriptors.SpawnedProgramNotValid;
        _diagnostics.ReportAtLine(invalid, user.Path, user.Source, line, null, path, first.Message);
        return true;
    }

    /// <summary>The library's module of that name or a similar one: its folder and its extension are easily forgotten.</summary>
    private string Suggest(string path)
    {
        var library = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string module in _source.FindLibrary())
        {
            library[NameOf(module)] = module;
        }

        string? folder = Path.GetDirectoryName(path);
        bool mayBeMeant = string.IsNullOrEmpty(folder) || library.Values.Any(module => Path.GetDirectoryName(module) == folder);
        string? nearest = mayBeMeant ? SpellingSuggestion.Nearest(NameOf(path), library.Keys) : null;
        return nearest is null || library[nearest] == path ? "" : $"; did you mean '{library[nearest]}'?";
    }

    private static string NameOf(string path)
    {
        string name = Path.GetFileName(path);
        return Path.GetExtension(name) is FileExtensions.Text or FileExtensions.Binary ? Path.GetFileNameWithoutExtension(name) : name;
    }

    private bool FitsLimit(string path, int length)
    {
        _bytes += length;
        if (_bytes <= _limits.Bytes)
        {
            return true;
        }

        _diagnostics.Report(DiagnosticDescriptors.ProgramTooLarge, path, null, path, _limits.Bytes);
        return false;
    }

    private static BytecodeModule? Parse(string path, byte[] bytes, DiagnosticBag diagnostics) =>
        path.EndsWith(FileExtensions.Binary, StringComparison.OrdinalIgnoreCase)
            ? TtbReader.Read(path, bytes, diagnostics)
            : TtvmParser.ParseBytes(path, bytes, diagnostics);
}
