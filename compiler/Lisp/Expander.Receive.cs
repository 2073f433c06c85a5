using TinyTotIL.Compiler.Diagnostics;

namespace TinyTotIL.Compiler.Lisp;

/// <content>RECEIVE of <c>(ttil process)</c>.</content>
/// <remarks>
/// A pattern is <c>_</c> or ELSE, a name, a datum that stands for itself, <c>(quote datum)</c>, a pair or vector of patterns, or
/// <c>(? predicate pattern)</c>. The clauses become a procedure that takes a message and gives what is to be done with it, or #f.
/// </remarks>
internal sealed partial class Expander
{
    /// <summary><c>(receive (pattern expression ...) ... (after milliseconds expression ...))</c></summary>
    public LispNode ExpandReceive(FormUse use)
    {
        int last = use.Count;
        Syntax[]? after = null;
        if (last > 0 && ListItems(use.Items[last]) is [Identifier word, ..] parts && CoreForms.IsAuxiliary(word, use.Scope, CoreForms.After))
        {
            if (parts.Length < 3)
            {
                return WrongForm(use, use.Items[last]);
            }

            (after, last) = (parts, last - 1);
        }

        var message = new LocalVariable("message", use.Place);
        LispNode choice = Truth(false, use.Place);
        for (int index = last; index >= 1; index--)
        {
            var clause = use.Items[index];
            if (ListItems(clause) is not { Length: >= 2 } items)
            {
                return WrongForm(use, clause);
            }

            var scope = new Scope(use.Scope);
            var pattern = new ReceivePattern(this, use.Scope, scope);
            var test = pattern.Match(items[0], new LispNode.Reference(message, items[0].Place), () => MakeThunk(ExpandBody(items.AsSpan(1), scope, clause)));
            choice = index == last ? test : MakeOr(test, choice, isTest: false, clause.Place);
        }

        if (last == 0 && after is null)
        {
            return WrongForm(use);
        }

        var matcher = new LispNode.Lambda("receive", [message], null, choice, use.Place);
        var chosen = after is null
            ? CallRuntime(RuntimeNames.Receive, use.Place, matcher)
            : CallRuntime(RuntimeNames.ReceiveAfter, use.Place, matcher, Expand(after[1], use.Scope), MakeThunk(ExpandBody(after.AsSpan(2), use.Scope, use.Items[^1])));
        return new LispNode.Call(chosen, [], use.Place);
    }

    /// <summary>What a pattern tests a message with.</summary>
    internal LispNode CallPattern(string procedure, Syntax at, params ReadOnlySpan<LispNode> arguments) => CallRuntime(procedure, at.Place, arguments);

    /// <summary>Reports a pattern of RECEIVE that is none.</summary>
    internal LispNode WrongPattern(Syntax at) => Wrong(DiagnosticDescriptors.LispReceivePattern, at);
}
