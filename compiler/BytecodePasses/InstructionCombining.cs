using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.BytecodePasses;

/// <summary>Makes one instruction of two or three that work on each other's result.</summary>
/// <remarks>
/// <code>
/// before   PUSH_INT 0    after   JMP a         before   NOT       after   JNZ a
///          JZ a                                         JZ a
///
/// before   PUSH_INT 0    after   JNZ a         before   PUSH_INT 2    after   PUSH_INT 5
///          EQ                                           ADD                   ADD
///          JZ a                                         PUSH_INT 3
///                                                       ADD
/// </code>
/// A branch on a constant becomes a jump or nothing, always. The others fire where the value worked on is surely of the right kind: an
/// integer, or for NOT also a boolean; on anything else they would raise another error than before. Sums of floats are not
/// regrouped, since that changes their last digits. Counts the instructions that go.
/// Source: McKeeman, "Peephole optimization", 1965; the name is upstream's.
/// </remarks>
internal static class InstructionCombining
{
    /// <summary>Finds the changes.</summary>
    /// <param name="code">The code.</param>
    public static CodeEdit Run(ModuleCode code)
    {
        var edit = new CodeEdit(code);
        code.Facts.ForEach((index, before) =>
        {
            if (edit.IsRemoved(index))
            {
                return;
            }

            switch (edit[index].Opcode)
            {
                case Opcode.Not when before.Height > 0 && before.Top().Is(Kinds.Int | Kinds.Bool):
                    CombineNot(edit, index);
                    break;
                case Opcode.PushInt when before.Height > 0 && before.Top().Is(Kinds.Int):
                    CombineZero(edit, index);
                    CombineSum(edit, index, code.Constants);
                    break;
            }

            if (!edit.IsRemoved(index) && Constants.Of(edit[index]) is { } constant)
            {
                CombineBranch(edit, index, constant);
            }
        });
        return edit;
    }

    private static void CombineBranch(CodeEdit edit, int index, Value constant)
    {
        int branch = edit.Next(index);
        if (branch < 0 || edit[branch].Opcode is not (Opcode.Jz or Opcode.Jnz))
        {
            return;
        }

        bool jumps = constant.IsFalsy() == (edit[branch].Opcode == Opcode.Jz);
        edit.Remove(index);
        if (jumps)
        {
            edit.Replace(branch, Opcode.Jmp, edit[branch].Operand);
            edit.Credit(1);
        }
        else
        {
            edit.Remove(branch);
            edit.Credit(2);
        }
    }

    private static void CombineNot(CodeEdit edit, int index)
    {
        int branch = edit.Next(index);
        if (branch >= 0 && edit[branch].Opcode is Opcode.Jz or Opcode.Jnz)
        {
            edit.Remove(index);
            edit.Replace(branch, Opposite(edit[branch].Opcode), edit[branch].Operand);
            edit.Credit(1);
        }
    }

    /// <summary>A comparison with 0 that only a branch wants to know is what the branch does itself.</summary>
    private static void CombineZero(CodeEdit edit, int index)
    {
        int comparison = edit.Next(index);
        int branch = comparison < 0 ? -1 : edit.Next(comparison);
        if (branch < 0 || edit[index].Operand is not Operand.Integer { Value: 0 }
            || edit[comparison].Opcode is not (Opcode.Eq or Opcode.Ne) || edit[branch].Opcode is not (Opcode.Jz or Opcode.Jnz))
        {
            return;
        }

        edit.Remove(index);
        edit.Remove(comparison);
        edit.Replace(
            branch, edit[comparison].Opcode == Opcode.Eq ? Opposite(edit[branch].Opcode) : edit[branch].Opcode, edit[branch].Operand);
        edit.Credit(2);
    }

    /// <summary>The second of two sums takes both constants: what is added in the end counts.</summary>
    private static void CombineSum(CodeEdit edit, int index, Constants constants)
    {
        if (edit.IsRemoved(index))
        {
            return;
        }

        int first = edit.Next(index);
        int addend = first < 0 ? -1 : edit.Next(first);
        int second = addend < 0 ? -1 : edit.Next(addend);
        if (second < 0 || edit[addend].Opcode != Opcode.PushInt || SumOf(edit[first].Opcode) is not { } of || of != SumOf(edit[second].Opcode))
        {
            return;
        }

        var one = Constants.Of(edit[index])!.Value;
        var other = Constants.Of(edit[addend])!.Value;
        var joining = edit[first].Opcode == edit[second].Opcode ? of : Opcode.Sub;
        if (constants.Evaluate(joining, other, one) is { } sum)
        {
            edit.Remove(index);
            edit.Remove(first);
            edit.Replace(addend, Constants.Push(sum, edit[addend].Line), addend);
            edit.Credit(2);
        }
    }

    /// <summary>How the constants of two such operations in a row are joined when both are the same.</summary>
    private static Opcode? SumOf(Opcode opcode) => opcode switch
    {
        Opcode.Add or Opcode.Sub => Opcode.Add,
        Opcode.Mul => Opcode.Mul,
        _ => null,
    };

    private static Opcode Opposite(Opcode branch) => branch == Opcode.Jz ? Opcode.Jnz : Opcode.Jz;
}
