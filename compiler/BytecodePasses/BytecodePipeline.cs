using System.Collections.Immutable;
using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.BytecodePasses;

/// <summary>The passes over bytecode, in upstream's order, until none of them finds anything more.</summary>
/// <remarks>
/// Every change shortens the code, makes an instruction simpler or moves a jump on, so the end is reached; the cap is for
/// programs that take one step in each round. A pass that would change what a stack trace says is not allowed to, and sits out the rest.
/// </remarks>
internal static class BytecodePipeline
{
    private const int MostRounds = 40;

    /// <summary>The passes in order.</summary>
    public static ImmutableArray<BytecodePass> Passes { get; } =
    [
        new("constant-folding", ConstantFolding.Run, "first, because a folded constant is what the next three look for"),
        new("constant-propagation", ConstantPropagation.Run, "after folding, which makes the constants that variables are set to"),
        new("instruction-combining", InstructionCombining.Run, "after propagation, when the condition of a branch stands just before it"),
        new("peephole", Peephole.Run, "after combining, which leaves jumps to the next instruction and operands that change nothing"),
        new("jump-threading", JumpThreading.Run, "before dead code, because a jump nobody leads to any more is dead"),
        new("dead-code", DeadCode.Run, "after everything that makes code unreachable and stores useless"),
        new("tail-calls", TailCalls.Run, "after dead code, when it is clear what a callee can still do"),
        new("memory-layout", MemoryLayout.Run, "last, because it is for the variables that nothing else could do away with"),
    ];

    /// <summary>Optimizes one module.</summary>
    /// <param name="module">The module.</param>
    /// <param name="isMain">Whether it is the main program.</param>
    /// <param name="options">Which passes run, and who wants to know.</param>
    /// <param name="counts">Receives for each pass what it counts.</param>
    public static BytecodeModule Run(BytecodeModule module, bool isMain, OptimizationOptions options, Dictionary<string, int> counts)
    {
        var original = TraceNames.Of(module);
        var code = ModuleCode.Of(module);
        var passes = Passes.Where(pass => !options.DisabledPasses.Contains(pass.Name)).ToList();
        var found = new Dictionary<string, int>();
        var changes = new List<PassChange>();
        bool changed = true;
        for (int round = 1; changed && round <= MostRounds; round++)
        {
            changed = false;
            foreach (var pass in passes.ToArray())
            {
                var edit = pass.Run(code);
                if (edit.IsEmpty)
                {
                    continue;
                }

                var next = edit.Apply();
                if (!original.HoldFor(next))
                {
                    passes.Remove(pass);
                    continue;
                }

                changed = true;
                changes.Add(new PassChange(module.Path, pass.Name, round, options.OnChange is null ? [] : PassChangeText.Of(code, edit)));
                found[pass.Name] = found.GetValueOrDefault(pass.Name) + edit.Count;
                code = next;
            }
        }

        if (AddressLayout.Run(code, VisibleAddresses.Find(code, module, isMain), original) is not { } placed)
        {
            return module;
        }

        foreach (var (pass, count) in found)
        {
            counts[pass] = counts.GetValueOrDefault(pass) + count;
        }

        if (options.OnChange is not null)
        {
            changes.ForEach(options.OnChange);
        }

        return placed;
    }
}
