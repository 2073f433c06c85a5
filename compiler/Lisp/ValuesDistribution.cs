using System.Collections.Immutable;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>DEFINE-VALUES: hands the values of an expression to variables that exist already or are then defined.</summary>
internal static class ValuesDistribution
{
    /// <summary>Makes the expression.</summary>
    /// <param name="variables">The variables.</param>
    /// <param name="rest">The variable that takes a list of further values, or null.</param>
    /// <param name="producer">The expression.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="give">Makes what gives a variable its value.</param>
    public static LispNode Make(
        ImmutableArray<LispVariable> variables, LispVariable? rest, LispNode producer, LispPlace place, Func<LispVariable, LispNode, LispNode> give)
    {
        var taken = ImmutableArray.CreateBuilder<LocalVariable>(variables.Length);
        var steps = ImmutableArray.CreateBuilder<LispNode>();
        foreach (var variable in variables)
        {
            var local = new LocalVariable(variable.Name, variable.Place);
            taken.Add(local);
            steps.Add(give(variable, new LispNode.Reference(local, place)));
        }

        LocalVariable? further = null;
        if (rest is not null)
        {
            further = new LocalVariable(rest.Name, rest.Place);
            steps.Add(give(rest, new LispNode.Reference(further, place)));
        }

        steps.Add(new LispNode.Constant(Value.Unspecified, place));
        return new LispNode.LetValues(taken.MoveToImmutable(), further, producer, new LispNode.Sequence(steps.ToImmutable(), place), place);
    }
}
