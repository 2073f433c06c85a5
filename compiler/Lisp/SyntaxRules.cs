namespace TinyTotIL.Compiler.Lisp;

/// <summary>The rules of a macro, ready to be applied.</summary>
/// <param name="rules">The rules, of which the first that matches is used.</param>
/// <param name="scope">Where the macro is defined: what the free identifiers of its templates mean.</param>
internal sealed class SyntaxRules(IReadOnlyList<SyntaxRule> rules, Scope scope)
{
    /// <summary>Applies the rules to a use of the macro; null when no rule has its form, or what would be inserted is too much.</summary>
    /// <param name="form">The use.</param>
    /// <param name="at">The scope of the use.</param>
    /// <param name="use">The use, as the result remembers it.</param>
    /// <param name="limits">Counts what is inserted.</param>
    /// <param name="problem">Why a rule that has the form of the use cannot be applied; null for any other reason.</param>
    public Syntax? Apply(PairSyntax form, Scope at, MacroUse use, ExpansionLimits limits, out string? problem)
    {
        foreach (var rule in rules)
        {
            var bindings = new object?[rule.VariableCount];
            if (rule.Pattern.Matches(form.Cdr, new PatternMatch(bindings, at, scope)))
            {
                var instance = new TemplateInstance(bindings, scope, use, rule.InsertedCount, limits);
                var result = rule.Template.Fill(instance);
                problem = instance.Problem;
                return problem is null && !limits.IsExhausted ? result : null;
            }
        }

        problem = null;
        return null;
    }
}
