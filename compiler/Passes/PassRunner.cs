using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Runs the pipeline.</summary>
internal static class PassRunner
{
    /// <summary>Runs the passes of a level, except those switched off; then, in a program with processes, the step it cannot do without.</summary>
    /// <param name="module">The program.</param>
    /// <param name="level">The optimization level.</param>
    /// <param name="disabled">Names of passes not to run.</param>
    /// <param name="check">Whether to verify the program after each pass.</param>
    /// <param name="observe">Sees the program before and after each pass that ran; null when nobody looks.</param>
    public static IrModule Run(
        IrModule module, int level, ImmutableHashSet<string> disabled, bool check, Action<Pass, IrModule, IrModule>? observe = null)
    {
        foreach (var pass in PassPipeline.Steps)
        {
            if (pass.Level <= level && !disabled.Contains(pass.Name))
            {
                Apply(pass);
            }
        }

        if (module.UsesProcesses)
        {
            Apply(CheckPoints.Step);
        }

        return module;

        void Apply(Pass pass)
        {
            var result = pass.Run(module);
            if (check)
            {
                IrVerifier.Verify(result, pass.Name);
            }

            observe?.Invoke(pass, module, result);
            module = result;
        }
    }
}
