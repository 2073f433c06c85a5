using TinyTotIL.Runtime.Operations;
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

    /// <summary>Publishes a value as EXPORT does, under a name that is not known beforehand: for programs in Scheme, which .NET code calls.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    [TtvmFunction("program.export")]
    public static void Export(ProcessContext context, string name, Value value) => ModuleOperations.Export(context, value, name);
}
