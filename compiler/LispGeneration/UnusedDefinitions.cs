using TinyTotIL.Compiler.Lisp;

namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>Leaves out definitions of procedures that nothing refers to.</summary>
internal static class UnusedDefinitions
{
    /// <summary>Gives the forms that are needed, in their order.</summary>
    /// <param name="forms">All forms.</param>
    /// <param name="globals">What the program does with its global variables.</param>
    public static IReadOnlyList<LispNode> Remove(IReadOnlyList<LispNode> forms, GlobalTable globals)
    {
        var definitions = new Dictionary<GlobalVariable, LispNode>();
        var pending = new Stack<LispNode>();
        foreach (var form in forms)
        {
            if (IsRemovable(form, globals))
            {
                definitions[((LispNode.Define)form).Variable] = form;
            }
            else
            {
                pending.Push(form);
            }
        }

        while (pending.TryPop(out var node))
        {
            if (node is LispNode.Reference { Variable: GlobalVariable used } && definitions.Remove(used, out var definition))
            {
                pending.Push(definition);
            }

            NodeParts.Push(node, pending);
        }

        return definitions.Count == 0 ? forms : [.. forms.Where(form => form is not LispNode.Define define || !definitions.ContainsKey(define.Variable))];
    }

    private static bool IsRemovable(LispNode form, GlobalTable globals) =>
        form is LispNode.Define { Value: LispNode.Lambda or LispNode.CaseLambda or LispNode.Constant } define && globals.Of(define.Variable).Value is not null;
}
