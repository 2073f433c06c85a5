using System.Collections.Frozen;
using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Operations;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Each place that names a field gets a memory of where objects had it.</summary>
/// <remarks>
/// <code>
/// r1 = call_operation ObjectOperations.GetField(r0, "x") raises
/// r3 = call_operation ObjectOperations.SetField(r0, r2, "x") raises
/// =>
/// r1 = call_operation FieldOperations.Get(r0, "x") raises
/// r3 = call_operation FieldOperations.Set(r0, r2, "x") raises
/// </code>
/// It fires for GET_FIELD, SET_FIELD and HAS_FIELD with the name in the code. Emission makes a <c>FieldSite</c> for each
/// place. DELETE_FIELD keeps the name: its result has a shape that is walked anew, and a site would learn nothing. The
/// pass stands behind those that know operations on fields by what they mean. Sites are the inline caches of Deutsch and Schiffman,
/// "Efficient Implementation of the Smalltalk-80 System" (1984).
/// </remarks>
internal static class FieldSites
{
    private static readonly FrozenDictionary<RuntimeOperation, RuntimeOperation> Forms = new Dictionary<RuntimeOperation, RuntimeOperation>
    {
        [RuntimeOperation.Of(ObjectOperations.GetField)] = RuntimeOperation.Of(FieldOperations.Get),
        [RuntimeOperation.Of(ObjectOperations.SetField)] = RuntimeOperation.Of(FieldOperations.Set),
        [RuntimeOperation.Of(ObjectOperations.HasField)] = RuntimeOperation.Of(FieldOperations.Has),
    }.ToFrozenDictionary();

    /// <summary>The pass.</summary>
    public static Pass Pass { get; } = Pass.OfFunctions(
        "field-sites", "Gives each place that names a field a memory of where objects had it.", level: 1, (_, function) => Run(function));

    private static IrFunction Run(IrFunction function)
    {
        ImmutableArray<BasicBlock>.Builder? blocks = null;
        for (int i = 0; i < function.Blocks.Length; i++)
        {
            if (Rewrite(function.Blocks[i].Instructions) is { } instructions)
            {
                blocks ??= function.Blocks.ToBuilder();
                blocks[i] = function.Blocks[i] with { Instructions = instructions };
            }
        }

        return blocks is null ? function : function with { Blocks = blocks.MoveToImmutable() };
    }

    /// <summary>The instructions with sites; null when none names a field.</summary>
    private static ImmutableArray<IrInstruction>? Rewrite(ImmutableArray<IrInstruction> instructions)
    {
        ImmutableArray<IrInstruction>.Builder? rewritten = null;
        for (int i = 0; i < instructions.Length; i++)
        {
            if (instructions[i] is IrInstruction.CallOperation call && Forms.TryGetValue(call.Operation, out var form))
            {
                rewritten ??= instructions.ToBuilder();
                rewritten[i] = call with { Operation = form };
            }
        }

        return rewritten?.MoveToImmutable();
    }
}
