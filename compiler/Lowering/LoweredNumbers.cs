using System.Collections.Immutable;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Compiler.Verification;

namespace TinyTotIL.Compiler.Lowering;

/// <summary>Numbers the direct functions and the function prototypes of a program.</summary>
internal sealed class LoweredNumbers
{
    private readonly ProgramShape _shape;
    private readonly Dictionary<FunctionShape, int> _functions = [];
    private readonly Dictionary<(int Module, ulong Address, FunctionShape Function, bool IsValue, bool IsVariadic), int> _prototypeNumbers = [];
    private readonly List<IrPrototype> _prototypes = [];

    /// <summary>Numbers the functions that are direct and reached, in order of discovery.</summary>
    /// <param name="shape">The program.</param>
    public LoweredNumbers(ProgramShape shape)
    {
        _shape = shape;
        foreach (var function in shape.Functions)
        {
            if (!function.IsDynamic && function.Blocks.Count > 0)
            {
                _functions.Add(function, _functions.Count);
            }
        }
    }

    /// <summary>The direct functions in the order of their numbers.</summary>
    public IEnumerable<FunctionShape> Functions => _functions.Keys;

    /// <summary>The prototypes by number.</summary>
    public ImmutableArray<IrPrototype> Prototypes => [.. _prototypes];

    /// <summary>The number of a direct function; -1 for others.</summary>
    /// <param name="function">The function.</param>
    public int FunctionOf(FunctionShape function) => _functions.GetValueOrDefault(function, -1);

    /// <summary>The prototype for the operand of an instruction that makes a function value or calls on a stack machine.</summary>
    /// <param name="index">The instruction.</param>
    /// <param name="function">The function it leads to.</param>
    /// <param name="isClosure">Whether values made from it are closures.</param>
    public int PrototypeOf(int index, FunctionShape function, bool isClosure)
    {
        int module = _shape.Program.ModuleOf(index);
        ulong address = ((Operand.Call)_shape.Program.Instructions[index].Operand).Address;
        bool isVariadic = _shape.Program.Instructions[index].Opcode == Opcode.MakeVariadic;
        if (!_prototypeNumbers.TryGetValue((module, address, function, isClosure, isVariadic), out int number))
        {
            number = _prototypes.Count;
            _prototypes.Add(new IrPrototype(
                module, address, function.Entry, function.Parameters, isClosure ? function.Captured ?? [] : null, FunctionOf(function))
            {
                IsVariadic = isVariadic,
                LeavesOne = !function.IsDynamic && function.Takes == 0 && (!function.Returns || function.Results == 1),
            });
            _prototypeNumbers.Add((module, address, function, isClosure, isVariadic), number);
        }

        return number;
    }
}
