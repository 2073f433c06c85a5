using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>What a module surely exports is put in place of reading it from the table of its exports.</summary>
/// <remarks>
/// <code>
/// top_level f0 main() { ... call_operation ModuleOperations.Import(1) raises
///                           r1 = call_operation ModuleOperations.ExportOr(r0, 1, "f")         =>  r1 = make_function p0()
/// top_level f1 m() { r0 = make_function p0()  call_operation ModuleOperations.Export(r0, "f") =>  r0 = make_function p0()
/// </code>
/// That makes the calls of a library's functions direct ones, and their code known where they are called. An export that
/// nobody reads any more goes away, and with it what it kept alive: functions of a library that the program does not use.
/// <see cref="ModuleExports"/> says when an export is known. Functions and constants are; other values are read as before.
/// </remarks>
internal static class KnownExports
{
    /// <summary>The pass.</summary>
    public static Pass Pass { get; } = new("known-exports", "Finds what imported names stand for.", Level: 1, Run);

    private static IrModule Run(IrModule module)
    {
        if (module.Modules.Length == 1)
        {
            return module;
        }

        var exports = new ModuleExports(module);
        int[] moduleOf = new int[module.Functions.Length];
        for (int number = 0; number < module.Modules.Length; number++)
        {
            if (module.Modules[number].TopLevel is >= 0 and int topLevel)
            {
                moduleOf[topLevel] = number;
            }
        }

        var functions = module.Functions.ToBuilder();
        bool changed = false;
        for (int i = 0; i < functions.Count; i++)
        {
            var blocks = functions[i].Blocks;
            var rewritten = ImmutableArray.CreateRange(blocks, block => Rewrite(block, exports, functions[i].Kind == IrFunctionKind.TopLevel ? moduleOf[i] : 0));
            if (!blocks.AsSpan().SequenceEqual(rewritten.AsSpan(), ReferenceEqualityComparer.Instance))
            {
                functions[i] = functions[i] with { Blocks = rewritten };
                changed = true;
            }
        }

        return changed ? module with { Functions = functions.MoveToImmutable() } : module;
    }

    /// <param name="block">The block.</param>
    /// <param name="exports">What is known of exports.</param>
    /// <param name="topLevelOf">The imported module whose top level the block belongs to; 0 for other code.</param>
    private static BasicBlock Rewrite(BasicBlock block, ModuleExports exports, int topLevelOf)
    {
        ImmutableArray<IrInstruction>.Builder? output = null;
        for (int i = 0; i < block.Instructions.Length; i++)
        {
            var instruction = block.Instructions[i];
            var rewritten = Rewrite(instruction, exports, topLevelOf);
            if (rewritten != instruction && output is null)
            {
                output = ImmutableArray.CreateBuilder<IrInstruction>(block.Instructions.Length);
                output.AddRange(block.Instructions.AsSpan()[..i]);
            }

            if (rewritten is not null)
            {
                output?.Add(rewritten);
            }
        }

        return output is null ? block : block with { Instructions = output.ToImmutable() };
    }

    /// <summary>What to write in place of an instruction; null when it goes away.</summary>
    private static IrInstruction? Rewrite(IrInstruction instruction, ModuleExports exports, int topLevelOf)
    {
        if (ModuleExports.ExportedBy(instruction) is { } name)
        {
            return exports.IsRead(topLevelOf, name) ? instruction : null;
        }

        if (ModuleExports.ReadBy(instruction) is null)
        {
            return instruction;
        }

        return (instruction.Target, exports.ValueOf(instruction)) switch
        {
            (null, _) => null,
            ({ } target, IrInstruction.MakeFunction made) => new IrInstruction.MakeFunction(target, made.Prototype, [], instruction.Address) { Site = instruction.Site },
            ({ } target, IrInstruction.Constant constant) => new IrInstruction.Constant(target, constant.Value, instruction.Address) { Site = instruction.Site },
            _ => instruction,
        };
    }
}
