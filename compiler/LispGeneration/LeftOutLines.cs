using System.Collections.Immutable;
using TinyTotIL.Compiler.Lisp;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>Finds the lines of procedures that have no instructions because nothing refers to them: a report of coverage names them.</summary>
internal static class LeftOutLines
{
    /// <summary>Lines on which an expression of the procedures begins, each once.</summary>
    /// <param name="definitions">The definitions of the procedures.</param>
    public static ImmutableArray<(SourceRow Place, string Function)> Of(IReadOnlyList<LispNode.Define> definitions)
    {
        var lines = ImmutableArray.CreateBuilder<(SourceRow, string)>();
        var known = new HashSet<(string, int)>();
        var pending = new Stack<LispNode>();
        foreach (var define in definitions)
        {
            PushBodies(define.Value, pending);
            while (pending.TryPop(out var node))
            {
                // What holds expressions in order, and what makes a procedure, begins before anything of it does.
                if (node is not (LispNode.Sequence or LispNode.CaseLambda) && node.Place is { Source: { } source, Line: var line } && known.Add((source.Name, line)))
                {
                    lines.Add((new SourceRow(0, source.Name, line), define.Variable.Name));
                }

                NodeParts.Push(node, pending);
            }
        }

        return lines.ToImmutable();
    }

    private static void PushBodies(LispNode value, Stack<LispNode> pending)
    {
        foreach (var lambda in value is LispNode.CaseLambda cases ? cases.Clauses : [(LispNode.Lambda)value])
        {
            pending.Push(lambda.Body);
        }
    }
}
