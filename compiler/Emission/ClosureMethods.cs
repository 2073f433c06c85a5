using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Finds the functions whose one method takes the function value itself, and the captured variables out of it.</summary>
/// <remarks>
/// These are the functions that are called through values only. Others have a second method that values call, which passes the captured
/// variables on: a tail call with more arguments than it got, which the runtime makes in a slow way when they do not all fit into registers.
/// </remarks>
internal static class ClosureMethods
{
    /// <summary>Whether the method of a function takes the function value, by number of the function.</summary>
    /// <param name="members">The program's members; their prototypes are known.</param>
    public static bool[] Find(ProgramMembers members)
    {
        var module = members.Module;
        bool[] found = [.. module.Functions.Select(function => IsPossible(members, function))];
        foreach (var function in module.Functions)
        {
            foreach (var block in function.Blocks)
            {
                foreach (var instruction in block.Instructions)
                {
                    if (instruction is IrInstruction.Call call)
                    {
                        found[call.Callee] = false;
                    }
                }

                if (block.Terminator is Terminator.TailCall tail && tail.Callee != function.Number)
                {
                    found[tail.Callee] = false;
                }
            }
        }

        return found;
    }

    private static bool IsPossible(ProgramMembers members, IrFunction function) =>
        function.Kind == IrFunctionKind.Direct && members.PrototypeOf(function) is { Captured.Length: > 0 } prototype
        && prototype.Captured.Length + prototype.Parameters.Length == function.Parameters.Length
        && members.ReturnsValue(function) && ProgramMembers.ResultOf(function) == IrType.Any
        && function.Parameters.Skip(prototype.Captured.Length).All(parameter => parameter.Type == IrType.Any);
}
