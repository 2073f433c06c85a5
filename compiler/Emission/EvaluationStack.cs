using System.Text;

namespace TinyTotIL.Compiler.Emission;

/// <summary>The kinds on the evaluation stack at one point, the top first: an immutable list.</summary>
/// <remarks>
/// Every branch remembers the stack it leaves with. Sharing the unchanged depths makes that one reference, and makes
/// comparing two stacks stop where they became one, so a method with a deep stack is still checked in linear time.
/// </remarks>
internal sealed class EvaluationStack
{
    private const int MostShown = 12;

    private EvaluationStack(StackType top, EvaluationStack? below, int height)
    {
        Top = top;
        Below = below;
        Height = height;
    }

    /// <summary>The value on top; meaningless in the empty stack.</summary>
    public StackType Top { get; }

    /// <summary>The stack under the top; null in the empty stack.</summary>
    public EvaluationStack? Below { get; }

    /// <summary>Number of values.</summary>
    public int Height { get; }

    /// <summary>No values.</summary>
    public static EvaluationStack Empty { get; } = new(StackTypes.AnyObject, null, 0);

    /// <summary>The stack with one more value.</summary>
    public EvaluationStack Push(StackType type) => new(type, this, Height + 1);

    /// <summary>Joins the stacks of two paths.</summary>
    /// <param name="left">One path's stack.</param>
    /// <param name="right">The other's.</param>
    /// <returns>The stack behind the join, or null where the two differ in height or kind.</returns>
    public static EvaluationStack? Join(EvaluationStack left, EvaluationStack right)
    {
        if (left.Height != right.Height)
        {
            return null;
        }

        var joined = new List<StackType>();
        var lower = left;
        for (var other = right; !ReferenceEquals(lower, other); lower = lower.Below!, other = other.Below!)
        {
            // The empty stack is one object, so neither side runs out before they meet.
            if (StackTypes.Join(lower.Top, other.Top) is not { } type)
            {
                return null;
            }

            joined.Add(type);
        }

        for (int i = joined.Count - 1; i >= 0; i--)
        {
            lower = lower.Push(joined[i]);
        }

        return lower;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder("[");
        var at = this;
        for (int shown = 0; at.Below is { } below; at = below, shown++)
        {
            text.Append(shown == 0 ? "" : ", ");
            if (shown == MostShown)
            {
                text.Append("...");
                break;
            }

            text.Append(at.Top);
        }

        return text.Append(']').ToString();
    }
}
