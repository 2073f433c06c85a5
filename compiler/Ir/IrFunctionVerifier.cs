using System.Collections.Immutable;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Ir;

/// <summary>Checks one function: its head, its blocks and how they are connected.</summary>
internal sealed partial class IrFunctionVerifier
{
    private readonly IrVerifier _program;
    private readonly IrFunction _function;
    private readonly bool[] _isHandler;
    private readonly HashSet<int> _everDefined = [];
    private readonly Dictionary<int, (Register Register, bool IsUnset)> _defined = [];
    private readonly HashSet<int> _leaders = [];
    private BasicBlock? _block;

    private IrFunctionVerifier(IrVerifier program, IrFunction function)
    {
        (_program, _function) = (program, function);
        _isHandler = new bool[function.Blocks.Length];
    }

    /// <summary>Checks a function.</summary>
    /// <param name="program">The program, whose tables are known to be right.</param>
    /// <param name="function">The function.</param>
    /// <exception cref="InternalCompilerException">A rule is broken.</exception>
    public static void Verify(IrVerifier program, IrFunction function)
    {
        var verifier = new IrFunctionVerifier(program, function);
        verifier.VerifyHead();
        verifier.VerifyVariables();
        verifier.FindHandlers();
        foreach (var block in function.Blocks)
        {
            verifier.VerifyBlock(block);
        }
    }

    private bool IsSegment => _function.Kind == IrFunctionKind.StackMachineSegment;

    private InternalCompilerException Fault(string detail) =>
        _program.Fault(_block is null ? detail : $"block {_block.Number}: {detail}", _function.Name);

    private void VerifyHead()
    {
        bool hasHeadOfKind = _function.Kind switch
        {
            IrFunctionKind.Direct => _function.Results >= 0 && _function.Parameters.All(parameter => parameter.Type == IrType.Any),
            IrFunctionKind.TopLevel => _function.Results == 0 && _function.Parameters.IsEmpty,
            IrFunctionKind.StackMachineSegment => _function.Results == 0 && _function.Parameters is [{ Type: IrType.Index }],
        };
        if (!hasHeadOfKind)
        {
            throw Fault("its parameters or results are not those of its kind");
        }

        if (_function.Blocks.IsEmpty || !_function.Blocks[0].Parameters.IsEmpty)
        {
            throw Fault("there is no entry block, or it has parameters");
        }
    }

    private void VerifyVariables()
    {
        var names = new HashSet<(string, bool)>();
        for (int i = 0; i < _function.Variables.Length; i++)
        {
            var variable = _function.Variables[i];
            if (variable.Number != i || !names.Add((variable.Name, variable.IsNamed)))
            {
                throw Fault($"variable {i} ('{variable.Name}') has the wrong number or the name of another");
            }

            RequireIndexOnlyInSegment(variable.Type);
        }

        if (!_function.Variables.Take(_function.Parameters.Length).SequenceEqual(_function.Parameters))
        {
            throw Fault("its variables do not begin with its parameters");
        }
    }

    /// <summary>Finds the blocks that take errors, and checks what must be true of them and of nothing else.</summary>
    private void FindHandlers()
    {
        foreach (var block in _function.Blocks)
        {
            _block = block;
            if (block.Handler is { } handler)
            {
                if (IsSegment || handler < 0 || handler >= _isHandler.Length)
                {
                    throw Fault("its handler does not exist, or is in a segment, where the machine keeps handlers");
                }

                _isHandler[handler] = true;
            }
        }
    }

    private void VerifyBlock(BasicBlock block)
    {
        _block = block;
        _defined.Clear();
        if (block.Number < 0 || block.Number >= _function.Blocks.Length || !ReferenceEquals(_function.Blocks[block.Number], block))
        {
            throw Fault("it is not at the place of its number");
        }

        if (_isHandler[block.Number] && (!block.Parameters.IsEmpty || block.Instructions is not [IrInstruction.CatchException, ..]))
        {
            throw Fault("a handler has no parameters and begins by catching the exception");
        }

        VerifyLeader(block);
        foreach (var parameter in block.Parameters)
        {
            Define(parameter);
        }

        for (int i = 0; i < block.Instructions.Length; i++)
        {
            VerifyInstruction(block.Instructions, i);
        }

        VerifyTerminator(block);
    }

    private void VerifyLeader(BasicBlock block)
    {
        if (block.Leader == -1)
        {
            return;
        }

        bool isInside = block.Leader >= _function.Entry && block.Leader < _function.Entry + (long)_program.Module.SegmentLength
            && block.Leader < _program.CodeLength;
        if (!IsSegment || !isInside || !block.Parameters.IsEmpty || !_leaders.Add(block.Leader))
        {
            throw Fault("its leader is not an instruction of the segment, belongs to another block, or it has parameters");
        }
    }

    private void VerifyAddress(int address)
    {
        if (address < 0 || address >= _program.CodeLength)
        {
            throw Fault($"bytecode index {address} lies outside the code");
        }
    }

    private void Define(Register register, bool isUnset = false)
    {
        if (register.Number < 0 || register.Number >= _function.RegisterCount || !_everDefined.Add(register.Number))
        {
            throw Fault($"{register} is defined twice, or lies beyond the register count");
        }

        RequireIndexOnlyInSegment(register.Type);
        _defined.Add(register.Number, (register, isUnset));
    }

    private void RequireIndexOnlyInSegment(IrType type)
    {
        if (type == IrType.Index && !IsSegment)
        {
            throw Fault("only segments of the stack machine know indexes");
        }
    }

    /// <summary>A register that is read: defined above in the same block, and set.</summary>
    private void Use(Register register, bool mayBeUnset = false)
    {
        if (!_defined.TryGetValue(register.Number, out var definition))
        {
            throw Fault($"{register} is used but not defined above in the block");
        }

        if (definition.Register != register)
        {
            throw Fault($"{register} is used as {register.Type} but defined as {definition.Register.Type}");
        }

        if (definition.IsUnset && !mayBeUnset)
        {
            throw Fault($"{register} is the unset mark, which only variables may hold");
        }
    }

    private void UseAs(Register register, IrType type, bool mayBeUnset = false)
    {
        Use(register, mayBeUnset);
        if (!Fits(register.Type, type))
        {
            throw Fault($"{register} is {register.Type} where {type} is expected");
        }
    }

    private void UseAsValues(ImmutableArray<Register> registers)
    {
        foreach (var register in registers)
        {
            UseAs(register, IrType.Any);
        }
    }

    /// <summary>Whether a register of one type can be given where another is expected: numbers and booleans are values.</summary>
    private static bool Fits(IrType given, IrType expected) =>
        given == expected || (expected == IrType.Any && given is IrType.Int or IrType.Float or IrType.Bool);

    private static bool IsConstantOf(Value value, IrType type) => type switch
    {
        IrType.Any => value.Tag is null or string || value.IsFloat || value.IsBool || value.IsNull || value.IsUnset,
        IrType.Int => value.IsInt,
        IrType.Float => value.IsFloat,
        IrType.Bool => value.IsBool,
        IrType.Index => value.IsInt && value.AsInt is >= int.MinValue and <= int.MaxValue,
        IrType.Scope => false,
    };
}
