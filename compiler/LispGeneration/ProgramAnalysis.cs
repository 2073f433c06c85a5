using TinyTotIL.Compiler.Lisp;
using TinyTotIL.Compiler.Natives;

namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>All analyses, in order.</summary>
internal static class ProgramAnalysis
{
    /// <summary>Analyses a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="natives">The runtime functions.</param>
    public static ProgramFacts Run(LispProgram program, NativeTable natives)
    {
        var globals = new GlobalTable(program);
        var wrappers = new PrimitiveWrappers(natives, globals);
        var simplifier = new Simplifier(globals, wrappers);
        var nodes = new List<LispNode>();
        foreach (var node in program.Body)
        {
            Flatten(simplifier.Run(node), nodes);
        }

        // A wrapper may need another one in turn.
        for (int i = 0; i < wrappers.Definitions.Count; i++)
        {
            nodes.Insert(i, simplifier.Run(wrappers.Definitions[i]));
        }

        var all = ReturnElimination.Run(nodes, globals);
        var forms = UnusedDefinitions.Remove(all, globals);
        globals.NoteContinuations(forms);
        var facts = new ProgramFacts(globals, [.. forms.Select(node => new TopLevelForm(node))])
        {
            LeftOut = [.. all.Except<LispNode>(forms, ReferenceEqualityComparer.Instance).OfType<LispNode.Define>().Where(define => define.Value is LispNode.Lambda or LispNode.CaseLambda)],
        };
        for (int i = 0; i < facts.Forms.Count; i++)
        {
            UseCollector.Run(facts, facts.Forms[i], program.LastValueIsResult && i == facts.Forms.Count - 1);
        }

        foreach (var form in facts.Forms)
        {
            Joining.Run(form);
            FreeVariables.Run(facts, form);
            RecursionPlanner.Run(facts, form);
        }

        ContinuationReach.Run(facts);
        facts.PlaceCells();
        return facts;
    }

    private static void Flatten(LispNode node, List<LispNode> into)
    {
        var pending = new Stack<LispNode>([node]);
        while (pending.TryPop(out var next))
        {
            if (next is LispNode.Sequence sequence)
            {
                for (int i = sequence.Items.Length - 1; i >= 0; i--)
                {
                    pending.Push(sequence.Items[i]);
                }
            }
            else
            {
                into.Add(next);
            }
        }
    }
}
