using System.Collections.Frozen;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Lists of numbers that never leave the function become arrays of numbers.</summary>
/// <remarks>
/// <code>
/// r3: list = make_list(r1, r2)                        r3: int_array = make_list(r1, r2)
/// r4 = call_operation ListOperations.Index(r3, r0) raises   =>   r6: int = call_operation ArrayOperations.IntAt(r3, r0) raises
/// r5: int = narrow r4
/// </code>
/// It fires for a list made of integers alone, or of floats alone, that is only read: by INDEX with an integer, and by LEN, whose answer
/// is known. Nobody else can hold such a list, so its elements need no tags, and the list no object of its own; the JIT may even
/// keep the array on the stack. A list that goes through a block parameter stays a list: it may be one of several.
/// Behind the passes that know operations by what they mean. One walk over the function.
/// </remarks>
internal sealed class NumberArrays
{
    private static readonly RuntimeOperation Index = RuntimeOperation.Of(ListOperations.Index);
    private static readonly RuntimeOperation Length = RuntimeOperation.Of(ListOperations.Length);

    private static readonly FrozenDictionary<IrType, (IrType Array, RuntimeOperation Element)> Arrays = new Dictionary<IrType, (IrType, RuntimeOperation)>
    {
        [IrType.Int] = (IrType.IntArray, RuntimeOperation.Of(ArrayOperations.IntAt)),
        [IrType.Float] = (IrType.FloatArray, RuntimeOperation.Of(ArrayOperations.FloatAt)),
    }.ToFrozenDictionary();

    private readonly IrFunction _function;
    private readonly Dictionary<int, IrInstruction.MakeList> _lists;
    private readonly RegisterReplacement _replacement = new();
    private int _registerCount;

    private NumberArrays(IrFunction function, Dictionary<int, IrInstruction.MakeList> lists) =>
        (_function, _lists, _registerCount) = (function, lists, function.RegisterCount);

    /// <summary>The pass.</summary>
    public static Pass Pass { get; } = Pass.OfFunctions(
        "number-arrays", "Keeps lists of numbers that never leave their function in arrays.", level: 1, static (_, function) => Run(function));

    private static IrFunction Run(IrFunction function)
    {
        var lists = new Dictionary<int, IrInstruction.MakeList>();
        foreach (var instruction in function.Blocks.SelectMany(block => block.Instructions))
        {
            if (instruction is IrInstruction.MakeList { Elements: [var first, ..] } list
                && Arrays.ContainsKey(first.Type)
                && list.Elements.All(element => element.Type == first.Type))
            {
                lists.Add(list.Defined.Number, list);
            }
        }

        if (lists.Count > 0)
        {
            ForgetLeaving(function, lists);
        }

        return lists.Count == 0 ? function : new NumberArrays(function, lists).Rewrite();
    }

    private static void ForgetLeaving(IrFunction function, Dictionary<int, IrInstruction.MakeList> lists)
    {
        foreach (var block in function.Blocks)
        {
            foreach (var instruction in block.Instructions)
            {
                foreach (var operand in OnlyReads(instruction) ? instruction.Operands.Skip(1) : instruction.Operands)
                {
                    lists.Remove(operand.Number);
                }
            }

            foreach (var operand in block.Terminator.Operands.Concat(block.Terminator.Edges.SelectMany(edge => edge.Arguments)))
            {
                lists.Remove(operand.Number);
            }
        }
    }

    private static bool OnlyReads(IrInstruction instruction) =>
        instruction is IrInstruction.CallOperation call
        && (call.Operation == Length || (call.Operation == Index && call.Arguments[1].Type == IrType.Int));

    private IrFunction Rewrite()
    {
        // A definition stands before what reads it in the order of blocks, so what is narrowed has been replaced by then.
        var blocks = _function.Blocks.ToBuilder();
        foreach (int number in new ControlFlow(_function).Order)
        {
            blocks[number] = blocks[number] with { Instructions = [.. blocks[number].Instructions.Select(Rewrite).OfType<IrInstruction>()] };
        }

        return _function with
        {
            Blocks = _replacement.Apply(blocks.MoveToImmutable()),
            RegisterCount = _registerCount,
            Names = _replacement.Apply(_function.Names),
        };
    }

    private IrInstruction? Rewrite(IrInstruction instruction)
    {
        switch (instruction)
        {
            case IrInstruction.MakeList list when _lists.ContainsKey(list.Defined.Number):
                var array = list.Defined with { Type = Arrays[list.Elements[0].Type].Array };
                return list with { Target = array, Defined = array };
            case IrInstruction.CallOperation call when OnlyReads(call) && _lists.TryGetValue(call.Arguments[0].Number, out var list):
                return call.Operation == Length ? LengthOf(call, list) : ElementOf(call, list);
            case IrInstruction.Narrow narrow when _replacement.Resolve(narrow.Value) is var value && value.Type == narrow.Defined.Type:
                _replacement.Replace(narrow.Defined, value);
                return null;
            default:
                return instruction;
        }
    }

    private IrInstruction.Constant? LengthOf(IrInstruction.CallOperation call, IrInstruction.MakeList list)
    {
        if (call.Defined is not { } defined)
        {
            return null;
        }

        var length = NewRegister(IrType.Int);
        _replacement.Replace(defined, length);
        return new IrInstruction.Constant(length, Value.Int(list.Elements.Length), call.Address) { Site = call.Site };
    }

    private IrInstruction.CallOperation ElementOf(IrInstruction.CallOperation call, IrInstruction.MakeList list)
    {
        var type = list.Elements[0].Type;
        var (arrayType, operation) = Arrays[type];
        Register? element = null;
        if (call.Defined is { } defined)
        {
            element = NewRegister(type);
            _replacement.Replace(defined, element.Value);
        }

        return call with { Operation = operation, Target = element, Defined = element, Arguments = [call.Arguments[0] with { Type = arrayType }, call.Arguments[1]] };
    }

    private Register NewRegister(IrType type) => new(_registerCount++, type);
}
