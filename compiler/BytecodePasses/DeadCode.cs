using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.BytecodePasses;

/// <summary>Removes what is never reached, and what nobody notices.</summary>
/// <remarks>
/// <code>
/// before   JMP on         after   JMP on        before   PUSH_INT 1    after   (nothing)
///          PUSH_INT 1             LABEL on               STORE x
///          PRINT                  ..                     ..
///          LABEL on                                      LOAD y                LOAD y
/// </code>
/// Reached is what control can come to from the first instruction, from the entry of every function that reached code calls or makes a value
/// of, and from every handler it opens. The parts of a structured block stay together, since text knows them by their nesting.
/// Nobody notices a value that is dropped at once and took no effect and no error to make; and a STORE into a variable that nothing
/// reads any more, unless DUMP_SCOPE shows whole frames. Counts the instructions that go.
/// Source: marking (Aho, Lam, Sethi, Ullman, 8.5.3) and liveness (9.2.5).
/// </remarks>
internal static class DeadCode
{
    /// <summary>Finds the changes.</summary>
    /// <param name="code">The code.</param>
    public static CodeEdit Run(ModuleCode code)
    {
        var edit = new CodeEdit(code);
        RemoveUnreached(code, edit);
        code.Facts.ForEach((index, before) =>
        {
            if (edit.IsRemoved(index))
            {
                return;
            }

            if (edit[index].Opcode == Opcode.Store)
            {
                RemoveStore(code, edit, index, before);
            }
            else if (SafeOperations.IsOnlyValue(edit[index], before))
            {
                RemoveValue(edit, index);
            }
            else if (edit[index].Opcode == Opcode.Dup && before.Height > 0)
            {
                RemoveCopy(edit, index);
            }
        });
        return edit;
    }

    private static void RemoveUnreached(ModuleCode code, CodeEdit edit)
    {
        var reached = code.Flow.ReachedFrom([0], withFunctions: true, withHandlers: true);
        KeepBlocksWhole(code, reached);
        bool isPositionWanted = false;
        for (int index = code.Instructions.Length - 1; index >= 0; index--)
        {
            bool isPosition = code.Instructions[index].Opcode == Opcode.Source;
            if (isPosition ? !isPositionWanted : !reached[index])
            {
                edit.Remove(index);
                edit.Credit(1);
            }
            else
            {
                // A position counts for what stands below it, reached or not itself.
                isPositionWanted = !isPosition;
            }
        }
    }

    private static void KeepBlocksWhole(ModuleCode code, bool[] reached)
    {
        for (int index = code.Instructions.Length - 1; index >= 0; index--)
        {
            if (code.Instructions[index].Opcode == Opcode.TryBlock)
            {
                int middle = code.Flow.EntryOf(index) - 1;
                int last = code.Flow.EntryOf(middle);
                reached[index] = reached[middle] = reached[last] = reached[index] | reached[middle] | reached[last];
            }
        }
    }

    private static void RemoveStore(ModuleCode code, CodeEdit edit, int index, FrameState before)
    {
        // Code of another module could show this frame, so a name keeps its place among the others.
        bool isSeen = code.Liveness.IsLiveAfter(index) || code.DumpsScope || (code.IsOpen && !before.IsSet(edit[index].NameOperand()));
        if (isSeen || before.Height == 0)
        {
            return;
        }

        edit.Replace(index, Opcode.Pop);
    }

    /// <summary>A value that is dropped: what it was made of is dropped instead.</summary>
    private static void RemoveValue(CodeEdit edit, int index)
    {
        int drop = edit.Next(index);
        long taken = edit[index].Takes();
        if (drop < 0 || edit[drop].Opcode != Opcode.Pop || taken > 2)
        {
            return;
        }

        if (taken == 2)
        {
            edit.Replace(index, Opcode.Pop);
            return;
        }

        edit.Remove(index);
        edit.Credit(1);
        if (taken == 0)
        {
            edit.Remove(drop);
            edit.Credit(1);
        }
    }

    private static void RemoveCopy(CodeEdit edit, int index)
    {
        int drop = edit.Next(index);
        if (drop >= 0 && edit[drop].Opcode == Opcode.Pop)
        {
            edit.Remove(index);
            edit.Remove(drop);
            edit.Credit(2);
        }
    }
}
