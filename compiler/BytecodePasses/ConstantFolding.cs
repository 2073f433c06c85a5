namespace TinyTotIL.Compiler.BytecodePasses;

/// <summary>Does an operation on constants now.</summary>
/// <remarks>
/// <code>
/// before   PUSH_INT 6        after   PUSH_INT 42
///          PUSH_INT 7
///          MUL
/// </code>
/// Fires where the operands of an arithmetic operation, comparison, logical operation or CONCAT are pushed just before it and nothing
/// jumps between them. The runtime's own operation gives the result, of the type it has when the program runs: a comparison the
/// integer 1 or 0. What would raise an error is left to raise it. Counts the instructions that go.
/// Source: the textbook transformation (Aho, Lam, Sethi, Ullman, "Compilers", 8.5.4), on a stack.
/// </remarks>
internal static class ConstantFolding
{
    /// <summary>Finds the changes.</summary>
    /// <param name="code">The code.</param>
    public static CodeEdit Run(ModuleCode code)
    {
        var edit = new CodeEdit(code);
        for (int index = 0; index < code.Instructions.Length; index++)
        {
            if (Constants.CanEvaluate(edit[index].Opcode))
            {
                Fold(edit, index, code.Constants);
            }
        }

        return edit;
    }

    private static void Fold(CodeEdit edit, int index, Constants constants)
    {
        int upper = edit.Previous(index);
        if (upper < 0 || Constants.Of(edit[upper]) is not { } b)
        {
            return;
        }

        if (edit[index].Info.Pops == 1)
        {
            if (constants.Evaluate(edit[index].Opcode, b) is { } negated)
            {
                edit.Remove(upper);
                edit.Replace(index, Constants.Push(negated, edit[index].Line), index);
                edit.Credit(1);
            }

            return;
        }

        int deeper = edit.Previous(upper);
        if (deeper >= 0 && Constants.Of(edit[deeper]) is { } a && constants.Evaluate(edit[index].Opcode, a, b) is { } result)
        {
            edit.Remove(deeper);
            edit.Remove(upper);
            edit.Replace(index, Constants.Push(result, edit[index].Line), index);
            edit.Credit(2);
        }
    }
}
