using System.Text;
using System.Text.RegularExpressions;
using TinyTotIL.Compiler;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Conformance.Tests.Cases;
using TinyTotIL.Conformance.Tests.Fakes;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Conformance.Tests.Killing;

/// <summary>A program of a few processes, one of which is to be killed.</summary>
internal sealed partial class KillingSystem
{
    /// <summary>Where the programs are that were written to be killed, among the cases.</summary>
    public const string Folder = "processes/systems/";

    private readonly string _text;
    private readonly FolderModuleSource _modules;
    private readonly LoadedProgram _program;

    /// <summary>Reads a case.</summary>
    /// <param name="name">Its name among the cases.</param>
    public KillingSystem(string name)
    {
        MayAskForEver = !name.StartsWith(Folder, StringComparison.Ordinal);
        string folder = System.IO.Path.Combine(CaseCatalog.CaseFolder, System.IO.Path.GetDirectoryName(name)!);
        Path = System.IO.Path.GetFileName(name);
        _modules = new FolderModuleSource(folder);
        _program = Compilation.Load(Path, _modules).Program!;
        _text = string.Concat(_program.Verified.Program.Modules.Where(module => module.Module is not null)
            .Select(module => Encoding.UTF8.GetString(_modules.Read(module.Path).Bytes ?? [])));
    }

    /// <summary>Its path.</summary>
    public string Path { get; }

    /// <summary>Whether one process may ask again and again for what another, which was killed, was to do.</summary>
    public bool MayAskForEver { get; }

    /// <summary>The names that its processes register.</summary>
    public IReadOnlyList<string> Names => field ??= [.. Registration().Matches(_text).Select(match => match.Groups[1].Value)];

    /// <summary>Whether it may leave messages behind that are to be sent later.</summary>
    public bool SetsTimers => _text.Contains("SEND_AFTER", StringComparison.Ordinal);

    /// <summary>Whether it takes links or monitors back.</summary>
    public bool TakesBack => _text.Contains("UNLINK", StringComparison.Ordinal) || _text.Contains("DEMONITOR", StringComparison.Ordinal);

    /// <summary>The instruction at an index.</summary>
    /// <param name="address">The index in the linked program.</param>
    public Opcode OpcodeAt(int address) => _program.Verified.Program.Instructions[address].Opcode;

    /// <summary>Makes it ready to run.</summary>
    /// <param name="mode">How.</param>
    public ProgramImage Prepare(ExecutionMode mode) => ProgramRunner.Prepare(Path, _modules, _program, mode);

    [GeneratedRegex("^REGISTER +\"?([^\"\\s]+)", RegexOptions.Multiline)]
    private static partial Regex Registration();
}
