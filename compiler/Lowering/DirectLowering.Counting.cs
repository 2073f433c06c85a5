using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Compiler.Verification;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Lowering;

/// <content>What a function does besides its work when its calls and instructions are counted.</content>
internal sealed partial class DirectLowering
{
    /// <summary>The greatest height that has been told of on every way to the instruction under way.</summary>
    private int _reached;

    /// <summary>The same for all blocks but the first one.</summary>
    private int _reachedByEntry;

    /// <summary>The greatest height of those that were not told of yet.</summary>
    private int _highest;

    /// <summary>Whether the piece counted last was an odd one.</summary>
    private bool _isOdd;

    /// <summary>Instructions of the piece that each entry begins with; 0 when that is reached in other ways too.</summary>
    private int InstructionsOfEntry => _counting!.Pieces.IsEnteredOnly(_function.Entry) ? 1 + _counting.Pieces.Behind(_function.Entry) : 0;

    private bool IsProfiled => _counting is { Pieces.CountsCalls: true };

    private IrVariable NodeVariable => _builder.Temporary("node", IrType.Int);

    private IrVariable BaseVariable => _builder.Temporary("base", IrType.Int);

    private void BeginProfile()
    {
        int function = _function.IsTopLevel ? ~_function.Module : _counting!.FirstAddress + _function.Entry;
        _builder.Set(NodeVariable, _builder.Call(ProfileOperations.Enter, canRaise: false, [], function, InstructionsOfEntry));
        _builder.Set(BaseVariable, _function.IsTopLevel
            ? _builder.Constant(IrType.Int, Value.Int(0))
            : _builder.Call(ProfileOperations.Base, canRaise: false, []));
    }

    private void LowerCounted(BlockShape block)
    {
        (_reached, _highest) = (_reachedByEntry, 0);
        bool beginsPiece = true;
        for (int index = block.Leader; ; index++)
        {
            _builder.Address = index;
            CountBefore(index, beginsPiece);
            LowerInstruction(index);
            beginsPiece = _counting!.Pieces.IsLast(index);
            if (IsProfiled && _builder.IsInBlock && CountedPieces.RunsOtherCode(_program.Instructions[index].Opcode))
            {
                MakeCurrent();
            }

            if (!ContinuesBehind(index))
            {
                break;
            }
        }

        // Whatever comes after the first block has come through all of it.
        if (block.Leader == _function.Entry && block.Handler is null)
        {
            _reachedByEntry = _reached;
        }
    }

    /// <summary>Counts the piece that begins here, and tells of heights before anything can fail.</summary>
    private void CountBefore(int index, bool beginsPiece)
    {
        var pieces = _counting!.Pieces;
        if (beginsPiece && pieces.CountsStarts)
        {
            _builder.Run(CoverageOperations.Count, canRaise: false, [], index, index + 1 + pieces.Behind(index));
        }

        if (!pieces.CountsCalls)
        {
            return;
        }

        if (beginsPiece)
        {
            if (index != _function.Entry || InstructionsOfEntry == 0)
            {
                _isOdd = !_isOdd;
                _builder.Run(_isOdd ? ProfileOperations.Count : ProfileOperations.CountMore, canRaise: false, [_builder.Get(NodeVariable)], 1 + pieces.Behind(index));
            }

            int allocations = CountedPieces.AllocationsOf(_program.Instructions[index]) + pieces.AllocationsBehind(index);
            if (allocations > 0)
            {
                _builder.Run(ProfileOperations.CountAllocations, canRaise: false, [_builder.Get(NodeVariable)], allocations);
            }
        }

        _highest = Math.Max(_highest, _stack.Count);
        if (_highest > _reached && (MayFail(index) || _shape.Leaders[index + 1]))
        {
            _reached = _highest;
            _builder.Run(ProfileOperations.Reach, canRaise: false, [_builder.Get(BaseVariable)], _highest);
        }
    }

    private void MakeCurrent()
    {
        if (IsProfiled)
        {
            _builder.Run(ProfileOperations.Return, canRaise: false, [_builder.Get(NodeVariable)]);
        }
    }

    /// <summary>Before a call whose operands have been taken: what is on the stack then lies below what it passes.</summary>
    private void PassHeight()
    {
        if (IsProfiled)
        {
            _builder.Run(ProfileOperations.Pass, canRaise: false, [_builder.Get(BaseVariable)], _stack.Count);
        }
    }

    private bool MayFail(int index)
    {
        var instruction = _program.Instructions[index];
        return instruction.Opcode switch
        {
            Opcode.PushInt or Opcode.PushFloat or Opcode.PushStr or Opcode.PushText or Opcode.PushBool or Opcode.True or Opcode.False or Opcode.Null
                or Opcode.Unspecified or Opcode.Dup or Opcode.Pop or Opcode.Swap or Opcode.Over or Opcode.Rot or Opcode.Store or Opcode.Source => false,
            Opcode.Load => !_assignment.Contains(_set, instruction.NameOperand()),
            _ => true,
        };
    }
}
