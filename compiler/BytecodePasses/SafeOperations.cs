using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.BytecodePasses;

/// <summary>Which kinds of operand an instruction surely accepts, and the kinds of result it then has.</summary>
internal static class SafeOperations
{
    private const Kinds Comparable = Kinds.Int | Kinds.Float | Kinds.Text | Kinds.Bool | Kinds.Null;

    /// <summary>Whether an instruction cannot raise an error, running out of memory and stack aside.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="before">What is known before it.</param>
    public static bool CannotRaise(Instruction instruction, FrameState before)
    {
        var row = instruction.Info;
        if (before.Height < instruction.Takes())
        {
            return false;
        }

        return instruction.Opcode switch
        {
            Opcode.Load or Opcode.Capture or Opcode.Export => before.IsSet(instruction.NameOperand()),
            Opcode.MakeList => true,
            _ => !row.Has(InstructionTraits.MayRaise) || Accepts(instruction.Opcode, before.Top(1), before.Top()),
        };
    }

    /// <summary>Whether the value of an instruction is all there is to it: if nobody wants the value, nobody misses the instruction.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="before">What is known before it.</param>
    public static bool IsOnlyValue(Instruction instruction, FrameState before) =>
        instruction.Info is { Pushes: 1 } row && !row.Has(InstructionTraits.HasEffect) && CannotRaise(instruction, before);

    /// <summary>The kinds of the value an instruction pushes.</summary>
    /// <param name="opcode">The instruction.</param>
    /// <param name="a">The second value before it.</param>
    /// <param name="b">The top value before it.</param>
    public static Kinds ResultOf(Opcode opcode, Fact a, Fact b) => opcode switch
    {
        Opcode.Add or Opcode.Sub or Opcode.Mul or Opcode.Div => SumOf(a.Kinds, b.Kinds),
        Opcode.Neg => b.Kinds & Kinds.Number,
        Opcode.AddF or Opcode.SubF or Opcode.MulF or Opcode.DivF => Kinds.Float,
        Opcode.Mod or (>= Opcode.BitAnd and <= Opcode.LeF) or Opcode.Len or Opcode.HasField or Opcode.HasFieldNamed => Kinds.Int,
        Opcode.Not or Opcode.And or Opcode.Or => Kinds.Bool,
        Opcode.Concat or Opcode.ExceptionMessage => Kinds.Text,
        Opcode.MakeList or Opcode.NewList or Opcode.ListAppend or Opcode.ListSet or Opcode.ListSlice or Opcode.Keys
            or Opcode.ExceptionTrace => Kinds.List,
        Opcode.MakeObject or Opcode.SetField or Opcode.SetFieldNamed or Opcode.DeleteField or Opcode.DeleteFieldNamed => Kinds.Object,
        Opcode.MakeFunction or Opcode.MakeLambda or Opcode.MakeVariadic => Kinds.Other,
        _ => Kinds.Any,
    };

    private static Kinds SumOf(Kinds a, Kinds b)
    {
        Kinds mixed = ((a | b) & Kinds.Float) != 0 ? Kinds.Float : Kinds.None;
        return mixed | (((a & b) & Kinds.Int) != 0 ? Kinds.Int : Kinds.None);
    }

    private static bool Accepts(Opcode opcode, Fact a, Fact b) => opcode switch
    {
        Opcode.Add or Opcode.Sub or Opcode.Mul => a.Is(Kinds.Number) && b.Is(Kinds.Number),
        Opcode.Div => a.Is(Kinds.Number) && b.Is(Kinds.Number) && IsNonzero(b),
        Opcode.Mod => a.Is(Kinds.Int) && b.Is(Kinds.Int) && IsNonzero(b),
        Opcode.Neg => b.Is(Kinds.Number),
        Opcode.AddF or Opcode.SubF or Opcode.MulF => a.Is(Kinds.Float) && b.Is(Kinds.Float),
        Opcode.DivF => a.Is(Kinds.Float) && b.Is(Kinds.Float) && IsNonzero(b),
        Opcode.BitNot => b.Is(Kinds.Int),
        Opcode.BitAnd or Opcode.BitOr or Opcode.BitXor or Opcode.Shl or Opcode.Shr or Opcode.Ushr
            or Opcode.Gt or Opcode.Lt or Opcode.Ge or Opcode.Le => a.Is(Kinds.Int) && b.Is(Kinds.Int),
        Opcode.Eq or Opcode.Ne => a.Kinds == b.Kinds && a.Is(Comparable) && int.IsPow2((int)a.Kinds),
        >= Opcode.EqF and <= Opcode.LeF => a.Is(Kinds.Float) && b.Is(Kinds.Float),
        Opcode.Not => b.Is(Kinds.Bool | Kinds.Int),
        Opcode.And or Opcode.Or => a.Is(Kinds.Bool) && b.Is(Kinds.Bool),
        Opcode.Concat => a.Is(Kinds.Text) && b.Is(Kinds.Text),
        Opcode.Len => b.Is(Kinds.List | Kinds.Object),
        Opcode.GetField or Opcode.HasField or Opcode.DeleteField or Opcode.Keys => b.Is(Kinds.Object),
        Opcode.SetField => a.Is(Kinds.Object),
        Opcode.ExceptionMessage or Opcode.ExceptionTrace => b.Is(Kinds.Exception),
        _ => false,
    };

    private static bool IsNonzero(Fact divisor) =>
        divisor.IsConstant && (divisor.Constant.IsInt ? divisor.Constant.AsInt != 0 : divisor.Constant.AsFloat != 0);
}
