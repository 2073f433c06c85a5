using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Operations;

/// <summary>What is said about variables.</summary>
public static class VariableOperations
{
    /// <summary>DELETE of a variable that holds nothing: a warning on standard error, and the program goes on.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">The variable.</param>
    public static void WarnUnknownDelete(ProcessContext context, string name) =>
        context.Host.Console.WriteErrorLine($"Warning: tried to DELETE unknown variable '{name}'");
}
