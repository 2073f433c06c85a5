using System.Diagnostics.CodeAnalysis;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Debugging;

/// <summary>An expression that a person enters: variables, parts of values, literals, comparisons, arithmetic, <c>and</c>, <c>or</c> and <c>not</c>.</summary>
/// <remarks>It calls nothing and changes nothing, so it can be looked at after each instruction.</remarks>
public sealed class DebugExpression
{
    private readonly ExpressionNode _root;

    private DebugExpression(string text, ExpressionNode root) => (Text, _root) = (text, root);

    /// <summary>The expression as it was entered.</summary>
    public string Text { get; }

    /// <summary>The variable that it is; null when it is more than that.</summary>
    public string? Variable => (_root as ExpressionNode.Name)?.Text;

    /// <summary>All variables in it.</summary>
    internal IEnumerable<string> Variables => _root.Names();

    /// <summary>Reads an expression.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isLisp">Whether names may have the characters of Scheme's, so that operators need blanks around them.</param>
    /// <param name="expression">The expression.</param>
    /// <param name="problem">What is wrong with the text; null when it is an expression.</param>
    public static bool TryRead(string text, bool isLisp, [NotNullWhen(true)] out DebugExpression? expression, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        expression = new ExpressionReader(text, isLisp).TryRead(out var root, out problem) ? new DebugExpression(text.Trim(), root) : null;
        return expression is not null;
    }

    /// <summary>Finds its value.</summary>
    /// <param name="scope">Has the variables.</param>
    /// <param name="value">The value.</param>
    /// <param name="problem">Why it has none; null when it has.</param>
    internal bool TryEvaluate(IExpressionScope scope, out Value value, [NotNullWhen(false)] out string? problem) => _root.TryEvaluate(scope, out value, out problem);
}
