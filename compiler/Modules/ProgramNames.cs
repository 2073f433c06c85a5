using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Formats;

namespace TinyTotIL.Compiler.Modules;

/// <summary>Which texts in a program may name other programs that it starts, and the files they stand for.</summary>
internal static class ProgramNames
{
    /// <summary>Longer texts are no names: file systems allow 255 bytes between two slashes.</summary>
    private const int Longest = 1024;

    /// <summary>Whether a module has an instruction that starts a program by its name.</summary>
    /// <param name="module">The module.</param>
    public static bool StartsPrograms(BytecodeModule module) => module.Instructions.Any(instruction => instruction.MayStartProgram);

    /// <summary>The texts in the code of a module, with their lines.</summary>
    /// <param name="module">The module.</param>
    public static IEnumerable<(string Name, int Line)> In(BytecodeModule module)
    {
        foreach (var instruction in module.Instructions)
        {
            if (NameIn(instruction) is { } name)
            {
                yield return (name, instruction.Line);
            }
        }
    }

    /// <summary>The texts of a module that are surely started as programs, with the lines they stand on.</summary>
    /// <param name="module">The module.</param>
    public static IEnumerable<(string Name, int Line)> StartedIn(BytecodeModule module)
    {
        var code = module.Instructions;
        for (int index = 0; index < code.Length; index++)
        {
            int place = code[index].Opcode switch
            {
                Opcode.SuperviseChild => index,
                Opcode.Spawn or Opcode.SpawnLink or Opcode.SpawnMonitor => index - 1,
                Opcode.SuperviseChildOf when index > 0 && IsText(code[index - 1]) => index - 2,
                _ => -1,
            };
            if (place >= 0 && NameIn(code[place]) is { } name)
            {
                yield return (name, code[place].Line);
            }
        }
    }

    private static bool IsText(Instruction instruction) => instruction.Opcode is Opcode.PushStr or Opcode.PushText;

    private static string? NameIn(Instruction instruction) =>
        (IsText(instruction) || instruction.MayStartProgram)
        && instruction.Operand is Operand.Text { Value: { Length: > 0 and <= Longest } name } && !name.Any(char.IsControl)
            ? name
            : null;

    /// <summary>The files a name may stand for, the first that exists before the others.</summary>
    /// <param name="name">The name.</param>
    public static IEnumerable<string> FilesOf(string name) =>
    [
        $"examples/{name}{FileExtensions.Text}",
        name + FileExtensions.Text,
        $"examples/{name}{FileExtensions.Binary}",
        name + FileExtensions.Binary,
    ];

    /// <summary>Whether there is no such file, as opposed to one that cannot be read.</summary>
    /// <param name="content">What reading it gave.</param>
    public static bool IsMissing(ModuleContent content) =>
        content.Bytes is null && Array.Exists(ErrorsOfMissingFiles, error => content.Error?.EndsWith(error, StringComparison.Ordinal) == true);

    /// <summary>No such file, one whose folder is none, and a name that no file can have.</summary>
    private static readonly string[] ErrorsOfMissingFiles = ["(os error 2)", "(os error 20)", "(os error 22)", "(os error 36)"];
}
