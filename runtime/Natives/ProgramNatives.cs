using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Functions of how the program was started.</summary>
[TtvmLibrary("program")]
public static class ProgramNatives
{
    /// <summary>What follows the program on the command line: its own arguments, whether <c>ttil</c> runs it or <c>dotnet</c>.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("program.arguments")]
    public static ListValue Arguments(ProcessContext context)
    {
        var environment = context.Host.Environment;
        return ListValue.FromOwned([.. environment.CommandLine.Skip(environment.ProgramPosition + 1).Select(Value.Text)]);
    }
}
