using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.BytecodePasses;

/// <summary>Sends a jump straight to where the jump it leads to would go.</summary>
/// <remarks>
/// <code>
/// before   JZ a           after   JZ b          before   JMP a        after   HALT
///          ..                     ..                     ..                   ..
///          LABEL a                LABEL a                LABEL a              LABEL a
///          JMP b                  JMP b                  HALT                 HALT
/// </code>
/// Fires for JMP, JZ and JNZ whose target is a JMP, through chains of any length; one that comes back to itself is left
/// alone, because it never ends. A JMP to HALT becomes HALT. Calls and handlers keep their targets: the name of a function in a stack trace
/// is the label it was entered by. Counts the jumps changed.
/// Source: the textbook transformation (Muchnick, "Advanced Compiler Design and Implementation", 18.8).
/// </remarks>
internal static class JumpThreading
{
    /// <summary>Finds the changes.</summary>
    /// <param name="code">The code.</param>
    public static CodeEdit Run(ModuleCode code)
    {
        var edit = new CodeEdit(code);
        var known = new Dictionary<ulong, ulong?>();
        for (int index = 0; index < code.Instructions.Length; index++)
        {
            if (code.Instructions[index] is not { Opcode: Opcode.Jmp or Opcode.Jz or Opcode.Jnz or Opcode.Jf or Opcode.Jt, Operand: Operand.Target target } jump
                || LastOf(code, target.Address, known) is not { } last)
            {
                continue;
            }

            if (jump.Opcode == Opcode.Jmp && OpcodeAt(code, last) == Opcode.Halt)
            {
                edit.Replace(index, Opcode.Halt);
                edit.Credit(1);
            }
            else if (last != target.Address)
            {
                edit.Replace(index, jump.Opcode, new Operand.Target(last));
                edit.Credit(1);
            }
        }

        return edit;
    }

    /// <summary>Where a chain of jumps ends; null for one that does not.</summary>
    /// <param name="code">The code.</param>
    /// <param name="start">Where the chain begins.</param>
    /// <param name="known">What was found for other chains, by address; those in work end nowhere.</param>
    private static ulong? LastOf(ModuleCode code, ulong start, Dictionary<ulong, ulong?> known)
    {
        var chain = new List<ulong>();
        ulong? last = start;
        while (last is { } address && TargetOfJump(code, address) is { } next)
        {
            if (known.TryGetValue(address, out last))
            {
                break;
            }

            known.Add(address, null);
            chain.Add(address);
            last = next;
        }

        foreach (ulong address in chain)
        {
            known[address] = last;
        }

        return last;
    }

    private static ulong? TargetOfJump(ModuleCode code, ulong address) =>
        OpcodeAt(code, address) == Opcode.Jmp ? ((Operand.Target)code.Instructions[(int)address].Operand).Address : null;

    private static Opcode? OpcodeAt(ModuleCode code, ulong address) =>
        address < (ulong)code.Instructions.Length ? code.Instructions[(int)address].Opcode : null;
}
