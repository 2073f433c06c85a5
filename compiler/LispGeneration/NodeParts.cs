using TinyTotIL.Compiler.Lisp;

namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>The parts of a node of the core language.</summary>
internal static class NodeParts
{
    /// <summary>Puts the expressions directly inside of one on a stack.</summary>
    /// <param name="node">The expression.</param>
    /// <param name="pending">Receives its parts.</param>
    public static void Push(LispNode node, Stack<LispNode> pending)
    {
        switch (node)
        {
            case LispNode.Constant or LispNode.Reference:
                break;
            case LispNode.Assign assign:
                pending.Push(assign.Value);
                break;
            case LispNode.Define define:
                pending.Push(define.Value);
                break;
            case LispNode.If choice:
                pending.Push(choice.Test);
                pending.Push(choice.Then);
                pending.Push(choice.Else);
                break;
            case LispNode.Sequence sequence:
                PushAll(sequence.Items, pending);
                break;
            case LispNode.Let let:
                PushBindings(let.Bindings, let.Body, pending);
                break;
            case LispNode.LetRecursive let:
                PushBindings(let.Bindings, let.Body, pending);
                break;
            case LispNode.Lambda lambda:
                pending.Push(lambda.Body);
                break;
            case LispNode.CaseLambda cases:
                PushAll(cases.Clauses, pending);
                break;
            case LispNode.Call call:
                pending.Push(call.Procedure);
                PushAll(call.Arguments, pending);
                break;
            case LispNode.NativeCall call:
                PushAll(call.Arguments, pending);
                break;
            case LispNode.LetValues let:
                pending.Push(let.Producer);
                pending.Push(let.Body);
                break;
            case LispNode.Try guarded:
                pending.Push(guarded.Body);
                pending.Push(guarded.Handler);
                break;
            default:
                throw new InvalidOperationException($"{node.GetType().Name} is no form of the core language.");
        }
    }

    private static void PushAll(IEnumerable<LispNode> nodes, Stack<LispNode> pending)
    {
        foreach (var node in nodes)
        {
            pending.Push(node);
        }
    }

    private static void PushBindings(IEnumerable<LispBinding> bindings, LispNode body, Stack<LispNode> pending)
    {
        foreach (var binding in bindings)
        {
            pending.Push(binding.Value);
        }

        pending.Push(body);
    }
}
