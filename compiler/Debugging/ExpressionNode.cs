using System.Diagnostics.CodeAnalysis;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Debugging;

/// <summary>A part of an expression. The reader limits how deep they are nested and how many are in a row.</summary>
internal abstract class ExpressionNode
{
    /// <summary>Finds its value.</summary>
    /// <param name="scope">Has the variables.</param>
    /// <param name="value">The value.</param>
    /// <param name="problem">Why it has none; null when it has.</param>
    public abstract bool TryEvaluate(IExpressionScope scope, out Value value, [NotNullWhen(false)] out string? problem);

    /// <summary>The variables in it.</summary>
    public virtual IEnumerable<string> Names() => [];

    private static bool Fail(string text, out Value value, out string problem)
    {
        (value, problem) = (default, text);
        return false;
    }

    private static string Quoted(string name) => $"'{DisplayText.Escape(DisplayText.Shorten(name))}'";

    /// <summary>A value as it stands.</summary>
    /// <param name="constant">The value.</param>
    internal sealed class Literal(Value constant) : ExpressionNode
    {
        /// <inheritdoc/>
        public override bool TryEvaluate(IExpressionScope scope, out Value value, [NotNullWhen(false)] out string? problem)
        {
            (value, problem) = (constant, null);
            return true;
        }
    }

    /// <summary>A variable.</summary>
    /// <param name="name">Its name.</param>
    internal sealed class Name(string name) : ExpressionNode
    {
        /// <summary>Its name.</summary>
        public string Text => name;

        /// <inheritdoc/>
        public override IEnumerable<string> Names() => [name];

        /// <inheritdoc/>
        public override bool TryEvaluate(IExpressionScope scope, out Value value, [NotNullWhen(false)] out string? problem)
        {
            problem = null;
            return scope.TryGet(name, out value) || Fail(scope.WhyUnknown(name) ?? $"there is no variable {Quoted(name)} here", out value, out problem!);
        }
    }

    /// <summary>A part of a value: an element by its index, or a field by its name.</summary>
    /// <param name="whole">The value.</param>
    /// <param name="index">The index or name.</param>
    internal sealed class Part(ExpressionNode whole, ExpressionNode index) : ExpressionNode
    {
        /// <inheritdoc/>
        public override IEnumerable<string> Names() => whole.Names().Concat(index.Names());

        /// <inheritdoc/>
        public override bool TryEvaluate(IExpressionScope scope, out Value value, [NotNullWhen(false)] out string? problem)
        {
            value = default;
            if (!whole.TryEvaluate(scope, out var from, out problem) || !index.TryEvaluate(scope, out var at, out problem))
            {
                return false;
            }

            return ValueParts.TryGet(from, at, out value)
                || Fail($"{ValueParts.KindName(from)} has no part {ValueDisplay.Of(at, AddressSpace.OwnNumbers, DisplayText.QuotedLength)}", out value, out problem!);
        }
    }

    /// <summary>The opposite.</summary>
    /// <param name="operand">The operand.</param>
    internal sealed class Not(ExpressionNode operand) : ExpressionNode
    {
        /// <inheritdoc/>
        public override IEnumerable<string> Names() => operand.Names();

        /// <inheritdoc/>
        public override bool TryEvaluate(IExpressionScope scope, out Value value, [NotNullWhen(false)] out string? problem)
        {
            bool isKnown = operand.TryEvaluate(scope, out value, out problem);
            value = Value.Bool(!IsTrue(value));
            return isKnown;
        }
    }

    /// <summary>Both, or one of two; the right side is looked at only when the left does not decide.</summary>
    /// <param name="left">The left side.</param>
    /// <param name="right">The right side.</param>
    /// <param name="isOr">Whether one is enough.</param>
    internal sealed class Junction(ExpressionNode left, ExpressionNode right, bool isOr) : ExpressionNode
    {
        /// <inheritdoc/>
        public override IEnumerable<string> Names() => left.Names().Concat(right.Names());

        /// <inheritdoc/>
        public override bool TryEvaluate(IExpressionScope scope, out Value value, [NotNullWhen(false)] out string? problem)
        {
            if (!left.TryEvaluate(scope, out value, out problem))
            {
                return false;
            }

            if (IsTrue(value) == isOr)
            {
                value = Value.Bool(isOr);
                return true;
            }

            bool isKnown = right.TryEvaluate(scope, out value, out problem);
            value = Value.Bool(IsTrue(value));
            return isKnown;
        }
    }

    /// <summary>A comparison or arithmetic.</summary>
    /// <param name="symbol">The operator.</param>
    /// <param name="left">The left side.</param>
    /// <param name="right">The right side.</param>
    internal sealed class Binary(string symbol, ExpressionNode left, ExpressionNode right) : ExpressionNode
    {
        /// <inheritdoc/>
        public override IEnumerable<string> Names() => left.Names().Concat(right.Names());

        /// <inheritdoc/>
        public override bool TryEvaluate(IExpressionScope scope, out Value value, [NotNullWhen(false)] out string? problem)
        {
            value = default;
            if (!left.TryEvaluate(scope, out var a, out problem) || !right.TryEvaluate(scope, out var b, out problem))
            {
                return false;
            }

            if (ExpressionOperators.Apply(symbol, a, b) is { } result)
            {
                value = result;
                return true;
            }

            if (symbol is "/" or "%" && a.IsInt && b.IsInt)
            {
                return Fail("division by zero", out value, out problem);
            }

            return Fail($"'{symbol}' does not work on {ValueParts.KindName(a)} and {ValueParts.KindName(b)}", out value, out problem);
        }
    }

    /// <summary>What a condition counts as true: everything but false, null, 0 and the empty text.</summary>
    /// <param name="value">The value.</param>
    public static bool IsTrue(Value value) => !value.IsFalsy();
}
