using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.BytecodePasses;

/// <summary>New addresses in operands.</summary>
internal static class Renumbering
{
    /// <summary>The address an operand names; null when it names none.</summary>
    /// <param name="operand">The operand.</param>
    public static ulong? TargetOf(Operand operand) => operand switch
    {
        Operand.Target target => target.Address,
        Operand.Call call => call.Address,
        Operand.TimedPatterns timed => timed.Address,
        Operand.Catch handler => handler.End,
        _ => null,
    };

    /// <summary>An instruction with the address in its operand changed.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="moved">The new address for each old one, the end included.</param>
    public static Instruction Apply(Instruction instruction, int[] moved) => instruction.Operand switch
    {
        Operand.Target target => instruction with { Operand = target with { Address = Moved(target.Address, moved) } },
        Operand.Call call => instruction with { Operand = call with { Address = Moved(call.Address, moved) } },
        Operand.TimedPatterns timed => instruction with { Operand = timed with { Address = Moved(timed.Address, moved) } },
        Operand.Catch handler => instruction with { Operand = handler with { End = Moved(handler.End, moved) } },
        _ => instruction,
    };

    /// <summary>An address past the end stays as it is written: a program can print it.</summary>
    private static ulong Moved(ulong address, int[] moved) => address < (ulong)moved.Length ? (ulong)moved[address] : address;
}
