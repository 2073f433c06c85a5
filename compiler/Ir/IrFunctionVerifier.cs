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
    private readonly ControlFlow _flow;
    private readonly DominatorTree _dominators;
    private readonly Dictionary<int, Definition> _definitions = [];
    private readonly HashSet<int> _leaders = [];
    private BasicBlock? _block;
    private int _position;

    private IrFunctionVerifier(IrVerifier program, IrFunction function)
    {
        (_program, _function) = (program, function);
        _isHandler = new bool[function.Blocks.Length];
        _flow = new ControlFlow(function);
        _dominators = new DominatorTree(_flow);
    }

    /// <summary>Checks a function.</summary>
    /// <param name="program">The program, whose tables are known to be right.</param>
    /// <param name="function">The function.</param>
    /// <exception cref="InternalCompilerException">A rule is broken.</exception>
    public static void Verify(IrVerifier program, IrFunction function)
    {
        VerifyBlocks(program, function);
        var verifier = new IrFunctionVerifier(program, function);
        verifier.VerifyHead();
        verifier.VerifyVariables();
        verifier.VerifySites();
        verifier.FindHandlers();
        verifier.FindDefinitions();
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
            IrFunctionKind.Direct => _function.Results >= 0 && _function.Parameters.All(parameter => IsLanguageType(parameter.Type)),
            IrFunctionKind.TopLevel => _function.Results == 0 && _function.Parameters.IsEmpty,
            IrFunctionKind.StackMachineSegment => _function.Results == 0 && _function.Parameters is [{ Type: IrType.Index }],
        };
        bool hasResultOfKind = _function.ResultType == IrType.Any || (_function.Results > 0 && IrTypes.IsNarrow(_function.ResultType));
        if (!hasHeadOfKind || !hasResultOfKind)
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

    /// <summary>A site lies in one before it, so a walk outwards ends.</summary>
    private void VerifySites()
    {
        for (int i = 0; i < _function.Sites.Length; i++)
        {
            var site = _function.Sites[i];
            VerifyAddress(site.Address);
            if (site.Site < 0 || site.Site > i)
            {
                throw Fault($"inline site {i + 1} does not lie in one before it");
            }
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
        if (block.Number < 0 || block.Number >= _function.Blocks.Length || !ReferenceEquals(_function.Blocks[block.Number], block))
        {
            throw Fault("it is not at the place of its number");
        }

        if (_isHandler[block.Number] && (!block.Parameters.IsEmpty || block.Instructions is not [IrInstruction.CatchException, ..]))
        {
            throw Fault("a handler has no parameters and begins by catching the exception");
        }

        VerifyLeader(block);
        for (_position = 0; _position < block.Instructions.Length; _position++)
        {
            VerifyInstruction(block.Instructions, _position);
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

    /// <summary>Edges and handlers lead to blocks that exist; nothing can be followed before that is known.</summary>
    private static void VerifyBlocks(IrVerifier program, IrFunction function)
    {
        if (function.Blocks.IsEmpty)
        {
            throw program.Fault("there is no entry block, or it has parameters", function.Name);
        }

        foreach (var block in function.Blocks)
        {
            foreach (int successor in ControlFlow.SuccessorsOf(block))
            {
                if (successor < 0 || successor >= function.Blocks.Length)
                {
                    throw program.Fault($"block {block.Number}: it leads to block {successor}, which does not exist", function.Name);
                }
            }
        }
    }

    private void FindDefinitions()
    {
        foreach (var block in _function.Blocks)
        {
            _block = block;
            foreach (var parameter in block.Parameters)
            {
                Define(parameter, position: -1, isUnset: false);
            }

            for (int i = 0; i < block.Instructions.Length; i++)
            {
                if (block.Instructions[i].Target is { } target)
                {
                    Define(target, i, block.Instructions[i] is IrInstruction.Constant { Value.IsUnset: true });
                }
            }
        }
    }

    private void Define(Register register, int position, bool isUnset)
    {
        var definition = new Definition(register, _block!.Number, position, isUnset);
        if (register.Number < 0 || register.Number >= _function.RegisterCount || !_definitions.TryAdd(register.Number, definition))
        {
            throw Fault($"{register} is defined twice, or lies beyond the register count");
        }

        RequireIndexOnlyInSegment(register.Type);
    }

    private void RequireIndexOnlyInSegment(IrType type)
    {
        if (type == IrType.Index && !IsSegment)
        {
            throw Fault("only segments of the stack machine know indexes");
        }
    }

    /// <summary>A register that is read: defined on every path to here, and not the unset mark where a value is needed.</summary>
    /// <remarks>
    /// Block parameters may carry the mark, as variables may: whoever reads one checks it first where that is possible.
    /// </remarks>
    private void Use(Register register, bool mayBeUnset = false)
    {
        if (!_definitions.TryGetValue(register.Number, out var definition) || !IsDefinedHere(definition))
        {
            throw Fault($"{register} is used where it is not surely defined");
        }

        if (definition.Register != register)
        {
            throw Fault($"{register} is used as {register.Type} but defined as {definition.Register.Type}");
        }

        if (definition.IsUnset && !mayBeUnset && _flow.IsReachable(_block!.Number))
        {
            throw Fault($"{register} is the unset mark where a value is needed");
        }
    }

    private bool IsDefinedHere(Definition definition) =>
        definition.Block == _block!.Number ? definition.Position < _position
        : !_flow.IsReachable(_block.Number)
            || (_flow.IsReachable(definition.Block) && _dominators.Reaches(definition.Block, _block.Number));

    private void UseAs(Register register, IrType type, bool mayBeUnset = false)
    {
        Use(register, mayBeUnset);
        if (!IrTypes.Fits(register.Type, type))
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

    private static bool IsLanguageType(IrType type) => type == IrType.Any || IrTypes.IsNarrow(type);

    private static bool IsConstantOf(Value value, IrType type) => type switch
    {
        IrType.Any => value.Tag is null or string or Tag,
        IrType.Int => value.IsInt,
        IrType.Float => value.IsFloat,
        IrType.Bool => value.IsBool,
        IrType.Index => value.IsInt && value.AsInt is >= int.MinValue and <= int.MaxValue,
        IrType.Text => value.Tag is string,
        IrType.Scope or IrType.List or IrType.Object or IrType.Function or IrType.IntArray or IrType.FloatArray => false,
    };

    /// <summary>Where a register gets its value; position -1 is that of block parameters.</summary>
    private readonly record struct Definition(Register Register, int Block, int Position, bool IsUnset);
}
