using System.Collections.Frozen;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Operations;

namespace TinyTotIL.Compiler.Passes;

/// <summary>An instruction seen as a step in the life of a value made of parts.</summary>
/// <param name="Role">What it does.</param>
/// <param name="Key">The part it is about.</param>
internal readonly record struct AggregateStep(AggregateRole Role, PartKey Key)
{
    private static readonly FrozenDictionary<RuntimeOperation, AggregateRole> OnFields = new Dictionary<RuntimeOperation, AggregateRole>
    {
        [RuntimeOperation.Of(ObjectOperations.SetField)] = AggregateRole.Set,
        [RuntimeOperation.Of(ObjectOperations.GetField)] = AggregateRole.Get,
        [RuntimeOperation.Of(ObjectOperations.HasField)] = AggregateRole.Has,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<RuntimeOperation, AggregateRole> OnElements = new Dictionary<RuntimeOperation, AggregateRole>
    {
        [RuntimeOperation.Of(ListOperations.Set)] = AggregateRole.Set,
        [RuntimeOperation.Of(ListOperations.Index)] = AggregateRole.Get,
    }.ToFrozenDictionary();

    private static readonly RuntimeOperation Length = RuntimeOperation.Of(ListOperations.Length);

    /// <summary>Makes an object without fields.</summary>
    public static RuntimeOperation NewObject { get; } = RuntimeOperation.Of(ObjectOperations.New);

    /// <summary>Sets a field.</summary>
    public static RuntimeOperation SetField { get; } = RuntimeOperation.Of(ObjectOperations.SetField);

    private static RuntimeOperation NewList { get; } = RuntimeOperation.Of(ListOperations.New);

    /// <summary>Whether an instruction makes a value of parts.</summary>
    /// <param name="instruction">The instruction.</param>
    public static bool Makes(IrInstruction instruction) =>
        instruction is IrInstruction.MakeFunction or IrInstruction.MakeList
        || (instruction is IrInstruction.CallOperation call && (call.Operation == NewObject || call.Operation == NewList));

    /// <summary>Recognizes an instruction. All but those that make something have the value as their first operand, and those that set a part its value as their last.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="constants">Integer constants by register number.</param>
    public static AggregateStep Of(IrInstruction instruction, IReadOnlyDictionary<int, long> constants) => instruction switch
    {
        _ when Makes(instruction) => new(AggregateRole.Make, default),
        IrInstruction.Narrow => new(AggregateRole.Alias, default),
        IrInstruction.CheckSet => new(AggregateRole.Check, default),
        IrInstruction.LoadCaptured captured => new(AggregateRole.Get, new PartKey(AggregateKind.Function, "", captured.Number)),
        IrInstruction.CallOperation call when OnFields.TryGetValue(call.Operation, out var role) =>
            new(role, PartKey.Field((string)call.Immediates[0])),
        IrInstruction.CallOperation call when OnElements.TryGetValue(call.Operation, out var role)
            && constants.TryGetValue(call.Arguments[1].Number, out long number) =>
            new(role, new PartKey(AggregateKind.List, "", number)),
        IrInstruction.CallOperation call when call.Operation == Length => new(AggregateRole.Count, default),
        _ => default,
    };

    /// <summary>What an instruction makes.</summary>
    /// <param name="instruction">One that <see cref="Makes"/> something.</param>
    /// <param name="table">The layouts of the function.</param>
    public static AggregateLayout LayoutOf(IrInstruction instruction, AggregateLayout.Table table) => instruction switch
    {
        IrInstruction.MakeFunction make => table.Get(AggregateKind.Function, make.Prototype, make.Captured.Length),
        IrInstruction.MakeList list => table.Get(AggregateKind.List, prototype: -1, list.Elements.Length),
        IrInstruction.CallOperation call when call.Operation == NewList => table.Get(AggregateKind.List, prototype: -1, count: 0),
        _ => table.Get(AggregateKind.Object, prototype: -1, count: 0),
    };

    /// <summary>Whether the step can be done on registers when its first operand has a layout.</summary>
    /// <param name="layout">The layout.</param>
    public bool Suits(AggregateLayout layout) => layout != AggregateLayout.Opaque && Role switch
    {
        AggregateRole.Alias or AggregateRole.Check => true,
        AggregateRole.Set or AggregateRole.Get or AggregateRole.Has => layout.Accepts(Key),
        AggregateRole.Count => layout.Kind != AggregateKind.Function,
        _ => false,
    };
}
