using TinyTotIL.Cli.Cases;
using TinyTotIL.Compiler;

namespace TinyTotIL.Cli.Demonstrations;

/// <summary>The program of a demonstration: one of <c>examples/demonstrations</c>, carried in the assembly of <c>ttil</c>.</summary>
/// <param name="File">The name of its file.</param>
internal sealed record DemonstrationProgram(string File)
{
    /// <summary>Where the programs lie in the repository, and beside <c>ttil</c>.</summary>
    public const string Folder = "examples/demonstrations";

    private const string Prefix = "demonstrations/";

    /// <summary>The program, and what it states about itself.</summary>
    /// <exception cref="InvalidDataException">It is no program.</exception>
    public (LoadedProgram Program, CaseFile Stated) Read()
    {
        using var resource = typeof(DemonstrationProgram).Assembly.GetManifestResourceStream(Prefix + File)
            ?? throw new InvalidDataException($"There is no demonstration '{File}'.");
        using var text = new MemoryStream();
        resource.CopyTo(text);
        byte[] bytes = text.ToArray();
        var loaded = Compilation.Load($"{Folder}/{File}", new SingleModuleSource(bytes));
        return (loaded.Program ?? throw new InvalidDataException($"The demonstration '{File}' is no program."), CaseFile.Parse(bytes));
    }
}
