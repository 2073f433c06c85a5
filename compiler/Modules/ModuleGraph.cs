using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Formats;
using TinyTotIL.Runtime.Errors;

namespace TinyTotIL.Compiler.Modules;

/// <summary>Loads a program with every module its IMPORTs can reach.</summary>
/// <remarks>
/// IMPORT is executed, not declared: a path may be imported under a condition, never, or inside a TRY that expects it to
/// fail. So only the main program has to be right. A module that is missing or wrong is linked as such, and the IMPORT that
/// reaches it raises the same error as one that had looked for the file just then. Paths are compared as text.
/// </remarks>
internal sealed class ModuleGraph
{
    private readonly List<(string Path, BytecodeModule? Module, string? LoadError)> _modules = [];
    private readonly HashSet<string> _imported = [];
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
    /// <param name="limits">Ceilings; null for the defaults.</param>
    /// <returns>Modules in order of their first IMPORT, breadth first; null when the main program cannot be used.</returns>
    public static BytecodeProgram? Load(string path, IModuleSource source, DiagnosticBag diagnostics, ModuleLimits? limits = null)
    {
        var graph = new ModuleGraph(source, diagnostics, limits ?? ModuleLimits.Default);
        return graph.TryLoadMain(path) && graph.TryLoadImports() ? new BytecodeProgram(graph._modules) : null;
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

    private bool TryLoadImports()
    {
        for (int number = 0; number < _modules.Count; number++)
        {
            if (_modules[number].Module is { } module && !TryLoadImportsOf(module))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryLoadImportsOf(BytecodeModule importer)
    {
        foreach (var instruction in importer.Instructions)
        {
            if (instruction is not { Opcode: Opcode.Import, Operand: Operand.Text { Value: var path } } || !_imported.Add(path))
            {
                continue;
            }

            if (_modules.Count == _limits.Modules)
            {
                _diagnostics.ReportAtLine(
                    DiagnosticDescriptors.TooManyModules, importer.Path, importer.Source, instruction.Line, null, _limits.Modules);
                return false;
            }

            if (!TryLoadModule(path, importer, instruction.Line))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Adds an imported module, right or wrong; false only when the program became too large.</summary>
    private bool TryLoadModule(string path, BytecodeModule importer, int line)
    {
        var content = _source.Read(path);
        if (content.Bytes is null)
        {
            string reason = content.Error ?? "";
            _modules.Add((path, Module: null, ErrorText.FileError(path, reason)));
            _diagnostics.ReportAtLine(DiagnosticDescriptors.ModuleNotReadable, importer.Path, importer.Source, line, null, path, reason, Suggest(path));
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
        _diagnostics.ReportAtLine(DiagnosticDescriptors.ModuleNotValid, importer.Path, importer.Source, line, null, path, first.Message);
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
