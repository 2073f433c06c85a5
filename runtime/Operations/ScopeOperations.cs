using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Operations on the variables of a frame as a whole.</summary>
public static class ScopeOperations
{
    /// <summary>DUMP_SCOPE: the frame in Debug form on standard output.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="scope">The variables.</param>
    public static void Dump(ProcessContext context, Scope scope) =>
        context.Host.Console.Write($"Current scope: {ValueText.DebugScope(scope, context.Addresses)}\n");
}
