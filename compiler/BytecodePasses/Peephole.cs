using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.BytecodePasses;

/// <summary>Removes neighbours that come to nothing, and turns a branch around a jump into the opposite branch.</summary>
/// <remarks>
/// <code>
/// before   LOAD x         after   LOAD x        before   JZ a       after   JNZ b
///          PUSH_INT 0                                    JMP b              LABEL a
///          ADD                                           LABEL a
/// </code>
/// Fires for a jump to the next instruction; a branch around a jump; a pair that undoes itself (NOT, NEG, BNOT, SWAP); SWAP where the
/// order does not matter; a variable stored into itself; and an operand that changes nothing (adding 0, multiplying by 1, and
/// so on), where the value is surely of a kind for which that is true to the last bit: x + 0 is not x when x is -0.0. Counts the places.
/// Source: McKeeman, "Peephole optimization", 1965.
/// </remarks>
internal static class Peephole
{
    /// <summary>Finds the changes.</summary>
    /// <param name="code">The code.</param>
    public static CodeEdit Run(ModuleCode code)
    {
        var edit = new CodeEdit(code);
        code.Facts.ForEach((index, before) =>
        {
            if (!edit.IsRemoved(index) && TryChange(edit, index, before, code.Flow))
            {
                edit.Credit(1);
            }
        });
        return edit;
    }

    private static bool TryChange(CodeEdit edit, int index, FrameState before, CodeFlow flow)
    {
        var instruction = edit[index];
        int next = edit.Next(index);
        switch (instruction.Opcode)
        {
            case Opcode.Jmp when flow.EntryOf(index) == index + 1:
                edit.Remove(index);
                return true;
            case Opcode.Jz or Opcode.Jnz when before.Height > 0:
                return TryTurn(edit, index, next, flow);
            case Opcode.Swap when before.Height > 1 && next >= 0:
                return TryUnswap(edit, index, next, before);
        }

        if (next < 0)
        {
            return false;
        }

        bool cancels = instruction.Opcode switch
        {
            Opcode.Not => edit[next].Opcode == Opcode.Not && before.Height > 0 && before.Top().Is(Kinds.Bool),
            Opcode.Neg => edit[next].Opcode == Opcode.Neg && before.Height > 0 && before.Top().Is(Kinds.Number),
            Opcode.BitNot => edit[next].Opcode == Opcode.BitNot && before.Height > 0 && before.Top().Is(Kinds.Int),
            Opcode.Load => edit[next].Opcode == Opcode.Store && edit[next].Operand == instruction.Operand && before.IsSet(instruction.NameOperand()),
            _ => Constants.Of(instruction) is { } operand && before.Height > 0 && ChangesNothing(edit[next].Opcode, operand, before.Top()),
        };
        if (cancels)
        {
            edit.Remove(index);
            edit.Remove(next);
            return true;
        }

        if (instruction.Opcode == Opcode.Dup && edit[next].Opcode == Opcode.Swap && before.Height > 0)
        {
            edit.Remove(next);
            return true;
        }

        return false;
    }

    private static bool TryTurn(CodeEdit edit, int index, int next, CodeFlow flow)
    {
        if (flow.EntryOf(index) == index + 1)
        {
            edit.Replace(index, Opcode.Pop);
            return true;
        }

        if (next < 0 || edit[next].Opcode != Opcode.Jmp || flow.EntryOf(index) != next + 1)
        {
            return false;
        }

        edit.Replace(index, edit[index].Opcode == Opcode.Jz ? Opcode.Jnz : Opcode.Jz, edit[next].Operand);
        edit.Remove(next);
        return true;
    }

    private static bool TryUnswap(CodeEdit edit, int index, int next, FrameState before)
    {
        if (edit[next].Opcode == Opcode.Swap)
        {
            edit.Remove(index);
            edit.Remove(next);
            return true;
        }

        // What accepts these kinds in one order accepts them in the other; a divisor is not among them.
        if (Mirrored(edit[next].Opcode) is not { } mirrored || !SafeOperations.CannotRaise(edit[next], before))
        {
            return false;
        }

        edit.Remove(index);
        edit.Replace(next, mirrored);
        return true;
    }

    /// <summary>What gives the same with the operands exchanged.</summary>
    private static Opcode? Mirrored(Opcode opcode) => opcode switch
    {
        Opcode.Add or Opcode.Mul or Opcode.AddF or Opcode.MulF or Opcode.BitAnd or Opcode.BitOr or Opcode.BitXor or Opcode.And or Opcode.Or
            or Opcode.Eq or Opcode.Ne or Opcode.EqF or Opcode.NeF => opcode,
        Opcode.Gt => Opcode.Lt,
        Opcode.Lt => Opcode.Gt,
        Opcode.Ge => Opcode.Le,
        Opcode.Le => Opcode.Ge,
        Opcode.GtF => Opcode.LtF,
        Opcode.LtF => Opcode.GtF,
        Opcode.GeF => Opcode.LeF,
        Opcode.LeF => Opcode.GeF,
        _ => null,
    };

    /// <summary>Whether an operation with this upper operand gives the lower one back.</summary>
    private static bool ChangesNothing(Opcode opcode, Value operand, Fact value) => opcode switch
    {
        Opcode.Add => value.Is(Kinds.Int) && IsInt(operand, 0),
        Opcode.Sub => value.Is(Kinds.Number) && IsInt(operand, 0),
        Opcode.Mul or Opcode.Div => value.Is(Kinds.Number) && IsInt(operand, 1),
        Opcode.BitOr or Opcode.BitXor or Opcode.Shl or Opcode.Shr or Opcode.Ushr => value.Is(Kinds.Int) && IsInt(operand, 0),
        Opcode.BitAnd => value.Is(Kinds.Int) && IsInt(operand, -1),
        Opcode.AddF => value.Is(Kinds.Float) && IsFloat(operand, -0.0),
        Opcode.SubF => value.Is(Kinds.Float) && IsFloat(operand, 0.0),
        Opcode.MulF or Opcode.DivF => value.Is(Kinds.Float) && IsFloat(operand, 1.0),
        Opcode.And => value.Is(Kinds.Bool) && operand.IsBool && operand.AsBool,
        Opcode.Or => value.Is(Kinds.Bool) && operand.IsBool && !operand.AsBool,
        Opcode.Concat => value.Is(Kinds.Text) && operand.IsText && operand.AsText.Length == 0,
        _ => false,
    };

    private static bool IsInt(Value operand, long wanted) => operand.IsInt && operand.AsInt == wanted;

    /// <summary>Compares by bits: 0.0 and -0.0 are not the same here.</summary>
    private static bool IsFloat(Value operand, double wanted) =>
        operand.IsFloat && operand.Bits == BitConverter.DoubleToInt64Bits(wanted);
}
