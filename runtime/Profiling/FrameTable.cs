using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Profiling;

/// <summary>Numbers the functions of a profile in the order in which they are asked for.</summary>
internal sealed class FrameTable
{
    private readonly Dictionary<int, int> _numbers = [];
    private readonly List<int> _functions = [];

    /// <summary>The functions by number.</summary>
    public IReadOnlyList<int> Functions => _functions;

    /// <summary>The number of a function.</summary>
    /// <param name="function">The function.</param>
    public int NumberOf(int function)
    {
        if (!_numbers.TryGetValue(function, out int number))
        {
            _numbers.Add(function, number = _functions.Count);
            _functions.Add(function);
        }

        return number;
    }

    /// <summary>The numbers of a node and those above it, outermost first, but not of the process unless the node is that itself.</summary>
    /// <param name="node">The node.</param>
    public int[] StackOf(ProfileNode node)
    {
        if (node.Parent is null)
        {
            return [NumberOf(node.Function)];
        }

        int[] stack = new int[node.Depth];
        for (var each = node; each.Parent is not null; each = each.Parent)
        {
            stack[each.Depth - 1] = NumberOf(each.Function);
        }

        return stack;
    }
}
