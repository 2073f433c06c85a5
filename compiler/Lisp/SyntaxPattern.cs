using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>A pattern of SYNTAX-RULES: a closed union.</summary>
internal abstract class SyntaxPattern
{
    private SyntaxPattern()
    {
    }

    /// <summary>Whether a datum has this form; enters what the variables stand for.</summary>
    /// <param name="syntax">The datum.</param>
    /// <param name="match">Receives it.</param>
    public abstract bool Matches(Syntax syntax, PatternMatch match);

    /// <summary>Takes anything.</summary>
    public sealed class Wildcard : SyntaxPattern
    {
        /// <inheritdoc/>
        public override bool Matches(Syntax syntax, PatternMatch match) => true;
    }

    /// <summary>Takes anything and gives it a name.</summary>
    /// <param name="index">Number of the variable.</param>
    public sealed class Variable(int index) : SyntaxPattern
    {
        /// <inheritdoc/>
        public override bool Matches(Syntax syntax, PatternMatch match)
        {
            match.Bindings[index] = syntax;
            return true;
        }
    }

    /// <summary>Takes an identifier that means the same as one where the macro is defined, or has its name where neither means anything.</summary>
    /// <param name="literal">The identifier.</param>
    public sealed class Literal(Identifier literal) : SyntaxPattern
    {
        /// <inheritdoc/>
        public override bool Matches(Syntax syntax, PatternMatch match)
        {
            if (syntax is not Identifier identifier)
            {
                return false;
            }

            var meaning = match.Use.Find(identifier);
            var wanted = match.Definition.Find(literal);
            return meaning is null && wanted is null ? ReferenceEquals(identifier.Symbol, literal.Symbol) : ReferenceEquals(meaning, wanted);
        }
    }

    /// <summary>Takes the empty list.</summary>
    public sealed class Empty : SyntaxPattern
    {
        /// <inheritdoc/>
        public override bool Matches(Syntax syntax, PatternMatch match) => syntax is EmptySyntax;
    }

    /// <summary>Takes a datum that is EQUAL? to one.</summary>
    /// <param name="datum">The datum.</param>
    public sealed class Datum(Value datum) : SyntaxPattern
    {
        /// <inheritdoc/>
        public override bool Matches(Syntax syntax, PatternMatch match) => syntax is AtomSyntax atom && Runtime.Scheme.DatumEquality.AreEqual(atom.Value, datum);
    }

    /// <summary>Takes a list that begins with some data, and what comes after them.</summary>
    /// <param name="items">Patterns of the data.</param>
    /// <param name="rest">The pattern of the rest.</param>
    public sealed class List(SyntaxPattern[] items, SyntaxPattern rest) : SyntaxPattern
    {
        /// <inheritdoc/>
        public override bool Matches(Syntax syntax, PatternMatch match)
        {
            foreach (var item in items)
            {
                if (syntax is not PairSyntax pair || !item.Matches(pair.Car, match))
                {
                    return false;
                }

                syntax = pair.Cdr;
            }

            return rest.Matches(syntax, match);
        }
    }

    /// <summary>Takes as many data of one form as there are before those that the rest takes.</summary>
    /// <param name="item">The pattern before the ellipsis.</param>
    /// <param name="variables">Numbers of its variables.</param>
    /// <param name="tailLength">Number of data that the rest takes at least.</param>
    /// <param name="rest">The pattern after the ellipsis.</param>
    public sealed class Repeated(SyntaxPattern item, int[] variables, int tailLength, SyntaxPattern rest) : SyntaxPattern
    {
        /// <inheritdoc/>
        public override bool Matches(Syntax syntax, PatternMatch match)
        {
            int count = -tailLength;
            for (var place = syntax; place is PairSyntax pair; place = pair.Cdr)
            {
                count++;
            }

            if (count < 0)
            {
                return false;
            }

            var taken = Array.ConvertAll(variables, _ => new object?[count]);
            for (int index = 0; index < count; index++)
            {
                var pair = (PairSyntax)syntax;
                if (!item.Matches(pair.Car, match))
                {
                    return false;
                }

                for (int variable = 0; variable < variables.Length; variable++)
                {
                    taken[variable][index] = match.Bindings[variables[variable]];
                }

                syntax = pair.Cdr;
            }

            for (int variable = 0; variable < variables.Length; variable++)
            {
                match.Bindings[variables[variable]] = taken[variable];
            }

            return rest.Matches(syntax, match);
        }
    }

    /// <summary>Takes a vector whose elements, as a list, have a form.</summary>
    /// <param name="items">The pattern of the list.</param>
    public sealed class Vector(SyntaxPattern items) : SyntaxPattern
    {
        /// <inheritdoc/>
        public override bool Matches(Syntax syntax, PatternMatch match)
        {
            if (syntax is not VectorSyntax vector)
            {
                return false;
            }

            Syntax list = new EmptySyntax(vector.Place, vector.Use);
            for (int index = vector.Items.Length - 1; index >= 0; index--)
            {
                list = new PairSyntax(vector.Items[index], list, vector.Place, vector.Use);
            }

            return items.Matches(list, match);
        }
    }
}
