using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.BytecodePasses;

/// <summary>Keeps a value on the operand stack that goes through a variable for no reason.</summary>
/// <remarks>
/// <code>
/// before   STORE x     after   (nothing)     before   STORE x     after   DUP         before   STORE x    after   LOAD y
///          LOAD x                                     LOAD x              STORE x              LOAD y             SWAP
///                                                                                              LOAD x
/// </code>
/// Fires where the value is surely there. The first and the third want that nothing reads the variable afterwards, nor could show the
/// frame; the third, that what stands between only pushes a value, and cannot fail. On a stack machine the layout of memory is the
/// choice between a variable, which is found by name, and a place on the stack, which is simply there. Counts the places.
/// Source: register allocation for stack machines (Koopman, "A preliminary exploration of optimized stack code generation", 1992).
/// </remarks>
internal static class MemoryLayout
{
    /// <summary>Finds the changes.</summary>
    /// <param name="code">The code.</param>
    public static CodeEdit Run(ModuleCode code)
    {
        var edit = new CodeEdit(code);
        code.Facts.ForEach((index, before) =>
        {
            if (!edit.IsRemoved(index) && edit[index].Opcode == Opcode.Store && before.Height > 0)
            {
                Change(code, edit, index, before);
            }
        });
        return edit;
    }

    private static void Change(ModuleCode code, CodeEdit edit, int store, FrameState before)
    {
        var variable = edit[store].Operand;
        int next = edit.Next(store);
        if (next < 0)
        {
            return;
        }

        if (IsLoad(edit, next, variable))
        {
            if (IsTemporary(code, store, next, before))
            {
                edit.Remove(store);
                edit.Remove(next);
            }
            else
            {
                edit.Replace(store, Opcode.Dup);
                edit.Replace(next, Opcode.Store, variable);
            }

            edit.Credit(1);
            return;
        }

        int load = edit.Next(next);
        if (load >= 0 && IsLoad(edit, load, variable) && IsTemporary(code, store, load, before)
            && edit[next].Takes() == 0 && SafeOperations.IsOnlyValue(edit[next], before))
        {
            edit.Replace(store, edit[next], next);
            edit.Replace(next, Opcode.Swap);
            edit.Remove(load);
            edit.Credit(1);
        }
    }

    private static bool IsLoad(CodeEdit edit, int index, Operand variable) =>
        edit[index].Opcode == Opcode.Load && edit[index].Operand == variable;

    private static bool IsTemporary(ModuleCode code, int store, int load, FrameState before) =>
        !code.Liveness.IsLiveAfter(load) && !code.DumpsScope && (!code.IsOpen || before.IsSet(code.Instructions[store].NameOperand()));
}
