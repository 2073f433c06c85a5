using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>One transformation of a program that keeps its behaviour.</summary>
/// <param name="Name">Its name, by which it is switched off and shown.</param>
/// <param name="Summary">What it does, in a sentence.</param>
/// <param name="Level">The lowest optimization level that runs it.</param>
/// <param name="Run">The transformation; it gives back the same module when it changes nothing.</param>
internal sealed record Pass(string Name, string Summary, int Level, Func<IrModule, IrModule> Run)
{
    /// <summary>A pass that looks at one function at a time.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="summary">What it does, in a sentence.</param>
    /// <param name="level">The lowest optimization level that runs it.</param>
    /// <param name="run">The transformation; it gives back the same function when it changes nothing.</param>
    public static Pass OfFunctions(string name, string summary, int level, Func<IrModule, IrFunction, IrFunction> run) =>
        new(name, summary, level, module =>
        {
            var functions = module.Functions.ToBuilder();
            bool changed = false;
            for (int i = 0; i < functions.Count; i++)
            {
                // Segments of the stack machine have no variables and no registers that outlive an instruction.
                if (functions[i].Kind != IrFunctionKind.StackMachineSegment)
                {
                    var result = run(module, functions[i]);
                    changed |= result != functions[i];
                    functions[i] = result;
                }
            }

            return changed ? module with { Functions = functions.MoveToImmutable() } : module;
        });
}
