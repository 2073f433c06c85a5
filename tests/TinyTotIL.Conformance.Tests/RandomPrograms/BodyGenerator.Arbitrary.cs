using System.Diagnostics;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Natives;
using TinyTotIL.Runtime.Operations;

namespace TinyTotIL.Conformance.Tests.RandomPrograms;

/// <content>Any instruction of the table, so that a new row is tried as soon as it exists.</content>
internal sealed partial class BodyGenerator
{
    private static readonly InstructionInfo[] Ordinary = [.. InstructionSet.All.Where(IsOrdinary)];

    /// <summary>The effect of NATIVE names one operand.</summary>
    private static readonly string[] PureNatives =
    [
        .. NativeTable.Library.All
            .Where(function => function.Parameters.Length == 1 && function.Method.IsDefined(typeof(PureAttribute), inherit: false))
            .Select(function => function.Name),
    ];

    private static readonly string[] Growing = ["CONCAT", "LIST_APPEND", "LIST_SET", "SET_FIELD", "MAKE_LIST"];

    /// <summary>Rows that go on with the next instruction and whose operand any text or number can be. One that needs processes would change what the whole program is.</summary>
    private static bool IsOrdinary(InstructionInfo row) =>
        !row.Has(InstructionTraits.NeedsProcesses) && !row.Has(InstructionTraits.EndsBlock) && !row.Has(InstructionTraits.Branches)
        && row.Opcode is not (Opcode.Call or Opcode.CallFunction or Opcode.EndTry or Opcode.Import or Opcode.Export or Opcode.Delete)
        && row.Shape is not (OperandShape.Block or OperandShape.CatchBlock or OperandShape.Extern);

    private void ArbitraryInstruction()
    {
        var row = _random.Pick(Ordinary);
        if ((row.Shape == OperandShape.Call && !_plan.Rules.HasFlag(BrokenRules.WildAddresses))
            || (row.Opcode == Opcode.Capture && !_plan.Rules.HasFlag(BrokenRules.WaitingCaptures)))
        {
            MakeClosure();
            return;
        }

        if (row.Opcode is Opcode.Dup or Opcode.Pop or Opcode.Swap or Opcode.Over or Opcode.Rot)
        {
            ShuffleStack();
            return;
        }

        if (_nesting > 0 && _nesting < DeepestNesting && _random.Percent(70))
        {
            Protected(() => Arbitrary(row));
        }
        else
        {
            Arbitrary(row);
        }
    }

    private void Arbitrary(InstructionInfo row)
    {
        int operands = OperandsFor(row);
        if (_plan.Breaks(BrokenRules.MissingValues, 4) && operands > 0 && _loops == 0 && !Growing.Contains(row.Mnemonic))
        {
            // One value too few: the instruction takes what lies below, or nothing is there.
            Emit("POP");
        }

        string line = Line(row, operands);
        Emit(line);
        for (int i = 0; i < operands; i++)
        {
            Pop();
        }

        foreach (var kind in OperandKinds.Given(row))
        {
            Push(kind);
        }
    }

    private string Line(InstructionInfo row, int operands)
    {
        string operand = row.Shape switch
        {
            OperandShape.None or OperandShape.Block or OperandShape.CatchBlock => "",
            OperandShape.Integer => RandomLiterals.Int(_random),
            OperandShape.Float => RandomLiterals.Float(_random),
            OperandShape.Bool => RandomLiterals.Bool(_random),
            OperandShape.RawText => RandomLiterals.RawText(_random),
            OperandShape.EscapedText => row.Opcode == Opcode.PushDatum ? RandomLiterals.Datum(_random) : RandomLiterals.EscapedText(_random),
            OperandShape.Name or OperandShape.QuotedName => _random.Pick(RandomLiterals.Names),
            OperandShape.Count => row.Opcode == Opcode.MakeList ? $"{CountedElements(operands)}" : $"{_random.Next(4)}",
            OperandShape.Pid => $"{_random.Next(4)}",
            OperandShape.Address or OperandShape.Call => $"{{#{_random.Next(200)}}}",
            OperandShape.Label => _random.Pick([.. _plan.FunctionsOf(_module).Select(function => function.Label), "nowhere"]),
            OperandShape.Path => _random.Pick(_plan.Paths),
            OperandShape.SourceLine => "\"generated.src\" 7",
            OperandShape.Native => $"{_random.Pick(PureNatives)} {operands}",
            OperandShape.Extern => throw new UnreachableException("It is no ordinary instruction."),
            OperandShape.Patterns or OperandShape.AddressPatterns => throw new UnreachableException("Only programs with processes take messages."),
        };
        return operand.Length == 0 ? row.Mnemonic : $"{row.Mnemonic} {operand}";
    }

    /// <summary>The effect of MAKE_LIST names its operands by dots; one of them may be missing.</summary>
    private int CountedElements(int operands) => _plan.Breaks(BrokenRules.MissingValues, 10) ? operands + 2 : operands;

    /// <summary>Control that goes anywhere: the start of any unit, or far beyond the code.</summary>
    private void ArbitraryControl()
    {
        string skip = _plan.NewLabel("skip");
        Condition();
        Pop();
        Emit($"JZ {skip}");
        if (!_plan.Rules.HasFlag(BrokenRules.WildAddresses))
        {
            Emit(_random.Percent(50) ? "HALT" : $"JMP {RandomLiterals.FarAddress(_random)}");
            Emit($"LABEL {skip}");
            return;
        }

        string address = _random.Percent(80) ? $"{{#{_random.Next(300)}}}" : RandomLiterals.FarAddress(_random);
        switch (_random.Weighted([25, 20, 15, 8, 8, 8, 8, 4, 4]))
        {
            case 0:
                EmitGuarded($"CALL {address}");
                break;
            case 1:
                EmitGuarded($"JMP {address}");
                break;
            case 2:
                Expression(KnownKind.Any, 1);
                EmitGuarded($"{_random.Pick(["JZ", "JNZ"])} {address}");
                Pop();
                break;
            case 3:
                Expression(KnownKind.Any, 1);
                EmitGuarded($"CALL {address} a");
                Pop();
                break;
            case 4:
                EmitGuarded($"TAIL_CALL {address}");
                break;
            case 5:
                Emit("RET");
                break;
            case 6:
                Expression(KnownKind.Function, 1);
                EmitGuarded(_random.Percent(50) ? "TAIL_CALL_FUNCTION" : "CALL_FUNCTION");
                Pop();
                break;
            case 7:
                Emit("HALT");
                break;
            default:
                Expression(KnownKind.Int, 1);
                Emit("EXIT");
                Pop();
                break;
        }

        Emit($"LABEL {skip}");
    }
}
