using System.Runtime.InteropServices;
using System.Text;
using TinyTotIL.Compiler;
using TinyTotIL.Compiler.Formats;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;

namespace TinyTotIL.Cli.Commands;

/// <summary>Writes a program in another form; the output's extension says which.</summary>
/// <param name="File">The program.</param>
/// <param name="Output">The output; null for the program's name with <c>.dll</c> in the current directory.</param>
/// <param name="Options">How to compile; the assembly's name is that of the output.</param>
internal sealed record CompileCommand(string File, string? Output, CompilationOptions Options)
{
    /// <summary>How it is called with two files, in the form in which upstream says so.</summary>
    public const string Usage = "ttil compile <input.ttvm> <output.ttb>";

    private const string AssemblyExtension = ".dll";

    /// <summary>Whether to optimize the bytecode first.</summary>
    public bool Optimize { get; init; }

    /// <summary>Whether to say on standard output what was written, as upstream does.</summary>
    public bool SaysSo { get; init; }

    /// <summary>Writes it.</summary>
    /// <param name="context">Shared by all commands.</param>
    /// <returns>The exit code.</returns>
    public int Execute(CommandContext context)
    {
        string output = Output ?? Path.GetFileNameWithoutExtension(File) + AssemblyExtension;
        if (Objection(output) is { } objection)
        {
            return context.RefuseUsage(objection, "ttil compile");
        }

        if (context.Load(File, showWarnings: true, Optimize) is not { } program || Convert(program, output, context) is not { } files)
        {
            return ExitCodes.Failure;
        }

        string? failure = files.Select(file => ReplacementOf(file.Path) ?? SourceGuard.ModuleObjection(file.Path, program)).FirstOrDefault(text => text is not null)
            ?? OutputFiles.Write(context.Host.Files, files);
        if (failure is not null)
        {
            context.Diagnostics.WriteError(failure);
            return ExitCodes.Failure;
        }

        if (SaysSo)
        {
            context.Host.Console.Write($"Compiled to {output}\n");
        }

        return ExitCodes.Success;
    }

    /// <summary>Why a file of this name cannot be written; null when it can.</summary>
    private string? Objection(string output)
    {
        string extension = ExtensionOf(output);
        string shown = DisplayText.Escape(output);
        if (extension is not (AssemblyExtension or FileExtensions.Binary or FileExtensions.Text))
        {
            if (Path.EndsInDirectorySeparator(output) || Directory.Exists(output))
            {
                string file = Path.Combine(output, Path.GetFileNameWithoutExtension(File) + AssemblyExtension);
                return $"'{shown}' is a folder; name the file to write, such as '{DisplayText.Escape(file)}'";
            }

            return $"'{shown}' says no form to write: the output must end in {AssemblyExtension}, {FileExtensions.Binary} or {FileExtensions.Text}";
        }

        if (extension != AssemblyExtension && !Options.Permissions.IsEverything)
        {
            return $"permissions are kept in a {AssemblyExtension} only; '{shown}' gets its own when it is run";
        }

        string name = Path.GetFileNameWithoutExtension(output);
        if (name.Length == 0)
        {
            return $"'{shown}' has no name before its extension";
        }

        return ReplacementOf(output) ?? (extension == AssemblyExtension ? AssemblyObjection(name) : null);
    }

    /// <summary>Says that an output would replace the program; null when it would not.</summary>
    private string? ReplacementOf(string output) =>
        SourceGuard.WouldReplace(output, File) ? $"'{DisplayText.Escape(output)}' is the program itself, which would be overwritten" : null;

    private static string ExtensionOf(string output) => Path.GetExtension(output).ToLowerInvariant();

    /// <summary>.NET finds assemblies by name, in lists of paths, so not every name of a file will do.</summary>
    private static string? AssemblyObjection(string name)
    {
        int separator = name.AsSpan().IndexOfAny(Path.PathSeparator, '\\');
        if (separator >= 0)
        {
            return $"'dotnet' cannot run a program with '{name[separator]}' in its name; choose another name";
        }

        string file = name + AssemblyExtension;
        if (file.Equals(RuntimeLibrary.FileName, StringComparison.OrdinalIgnoreCase))
        {
            return $"'{file}' is the name of the library that compiled programs run with; choose another name";
        }

        return System.IO.File.Exists(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), file))
            ? $"'{DisplayText.Escape(file)}' is the name of a part of .NET; choose another name"
            : null;
    }

    /// <summary>The content of all files to write; null, with the reason written, when this form cannot hold the program.</summary>
    private List<OutputFile>? Convert(LoadedProgram program, string output, CommandContext context)
    {
        switch (ExtensionOf(output))
        {
            case AssemblyExtension:
                return Assembly(program, output, context);
            case FileExtensions.Binary:
                return [new OutputFile(output, Compilation.WriteBinary(program))];
            default:
                var (text, diagnostics) = Compilation.WriteText(program);
                if (text is null)
                {
                    context.Diagnostics.WriteRejection(diagnostics);
                    return null;
                }

                return [new OutputFile(output, Encoding.UTF8.GetBytes(text))];
        }
    }

    private List<OutputFile> Assembly(LoadedProgram program, string output, CommandContext context)
    {
        byte[] runtime = Options.RuntimeAssembly;
        var emitted = Compilation.Emit(program, Options with { AssemblyName = Path.GetFileNameWithoutExtension(output) }).Output;
        var result = new List<OutputFile>
        {
            new(output, emitted.Dll),
            new(Path.ChangeExtension(output, ".runtimeconfig.json"), Encoding.UTF8.GetBytes(emitted.RuntimeConfig)),
        };
        if (emitted.Pdb is not null)
        {
            result.Add(new OutputFile(Path.ChangeExtension(output, ".pdb"), emitted.Pdb));
        }

        List<CompanionLibrary> libraries = [RuntimeLibrary.Companion(runtime), .. DataCompanions.For(program.Needs), .. ReferencedLibraries.CompanionsOf(context.References.Assemblies)];
        result.Add(new OutputFile(Path.ChangeExtension(output, ".deps.json"), ProgramManifest.Of(Path.GetFileNameWithoutExtension(output), libraries)));

        // Libraries are shared by all programs of the folder; another one may be running with them.
        string folder = Path.GetDirectoryName(output) ?? "";
        result.AddRange(libraries.SelectMany(library => library.Files)
            .Select(file => new OutputFile(Path.Combine(folder, file.Path), file.Content))
            .Where(file => !HasContent(context.Host.Files, file.Path, file.Content)));
        return result;
    }

    private static bool HasContent(IFileSystem files, string path, byte[] content)
    {
        try
        {
            return files.Exists(path) && files.Size(path) == content.Length && files.ReadAllBytes(path).AsSpan().SequenceEqual(content);
        }
        catch (HostException)
        {
            return false;
        }
    }
}
