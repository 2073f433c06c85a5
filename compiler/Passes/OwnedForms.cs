using System.Collections.Frozen;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Natives;
using TinyTotIL.Runtime.Operations;

namespace TinyTotIL.Compiler.Passes;

/// <summary>What runtime operations do with who holds an object or list.</summary>
/// <remarks>The rules are those of decision 9: an operation without a row keeps or shares whatever it is given.</remarks>
internal static class OwnedForms
{
    private static readonly RuntimeOperation SetFieldOwned = RuntimeOperation.Of(FieldOperations.SetOwned);
    private static readonly RuntimeOperation AppendOwned = RuntimeOperation.Of(ListOperations.AppendOwned);
    private static readonly RuntimeOperation SetElementOwned = RuntimeOperation.Of(ListOperations.SetOwned);

    /// <summary>Operations that copy their first operand, each with the one that changes it in place. Their other operands are kept.</summary>
    private static readonly FrozenDictionary<RuntimeOperation, RuntimeOperation> InPlace = new Dictionary<RuntimeOperation, RuntimeOperation>
    {
        [RuntimeOperation.Of(ObjectOperations.SetField)] = SetFieldOwned,
        [RuntimeOperation.Of(ListOperations.Append)] = AppendOwned,
        [RuntimeOperation.Of(ListOperations.Set)] = SetElementOwned,
    }.ToFrozenDictionary();

    /// <summary>Operations whose result nobody else holds, except where it has no fields or elements.</summary>
    private static readonly FrozenSet<RuntimeOperation> Makers = new[]
    {
        RuntimeOperation.Of(ObjectOperations.New),
        RuntimeOperation.Of(ObjectOperations.SetFieldNamed),
        RuntimeOperation.Of(ListOperations.New),
        RuntimeOperation.Of(ListPartNatives.WithRoom),
        SetFieldOwned,
        AppendOwned,
        SetElementOwned,
    }.Concat(InPlace.Keys).ToFrozenSet();

    /// <summary>How many operands, from the first, an operation only reads.</summary>
    private static readonly FrozenDictionary<RuntimeOperation, int> OnlyRead = new Dictionary<RuntimeOperation, int>
    {
        [RuntimeOperation.Of(ObjectOperations.SetField)] = 1,
        [RuntimeOperation.Of(ObjectOperations.SetFieldNamed)] = 2,
        [RuntimeOperation.Of(ObjectOperations.GetField)] = 1,
        [RuntimeOperation.Of(ObjectOperations.GetFieldNamed)] = 2,
        [RuntimeOperation.Of(ObjectOperations.HasField)] = 1,
        [RuntimeOperation.Of(ObjectOperations.HasFieldNamed)] = 2,
        [RuntimeOperation.Of(ObjectOperations.Keys)] = 1,
        [RuntimeOperation.Of(ListOperations.Append)] = 1,
        [RuntimeOperation.Of(ListOperations.Set)] = 2,
        [RuntimeOperation.Of(ListOperations.Index)] = 2,
        [RuntimeOperation.Of(ListOperations.Length)] = 1,
        [RuntimeOperation.Of(ConsoleOperations.Print)] = 1,
        [RuntimeOperation.Of(ComparisonOperations.Equal)] = 2,
        [RuntimeOperation.Of(ComparisonOperations.NotEqual)] = 2,
        [RuntimeOperation.Of(ComparisonOperations.IsEqual)] = 2,
        [RuntimeOperation.Of(ComparisonOperations.IsNotEqual)] = 2,
    }.ToFrozenDictionary();

    /// <summary>The form that changes the first operand in place; null when there is none.</summary>
    /// <param name="operation">The operation.</param>
    public static RuntimeOperation? Of(RuntimeOperation operation) => InPlace.GetValueOrDefault(operation);

    /// <summary>Whether an instruction makes an object or list that nobody else holds.</summary>
    /// <param name="instruction">The instruction.</param>
    public static bool Makes(IrInstruction instruction) =>
        instruction is IrInstruction.MakeList || (instruction is IrInstruction.CallOperation call && Makers.Contains(call.Operation));

    /// <summary>Whether what an instruction makes has no fields or elements.</summary>
    /// <param name="instruction">One that <see cref="Makes"/> something.</param>
    public static bool MakesEmpty(IrInstruction instruction) =>
        instruction is IrInstruction.MakeList { Elements.IsEmpty: true } or IrInstruction.CallOperation { Arguments.IsEmpty: true };

    /// <summary>What an instruction does with an operand.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="operand">The operand's place.</param>
    public static HoldingUseKind UseOf(IrInstruction instruction, int operand) => instruction switch
    {
        IrInstruction.CheckSet or IrInstruction.Narrow => HoldingUseKind.Read,
        IrInstruction.CallOperation call when operand == 0 && call.Defined is not null && InPlace.ContainsKey(call.Operation) => HoldingUseKind.Update,
        IrInstruction.CallOperation call when operand < OnlyRead.GetValueOrDefault(call.Operation) => HoldingUseKind.Read,
        _ => HoldingUseKind.Escape,
    };
}
