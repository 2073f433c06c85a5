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
            bool isText = instruction.Opcode is Opcode.PushStr or Opcode.PushText || instruction.MayStartProgram;
            if (isText && instruction.Operand is Operand.Text { Value: { Length: > 0 and <= Longest } name } && !name.Any(char.IsControl))
            {
                yield return (name, instruction.Line);
            }
        }
    }

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
