using System.Collections.Immutable;

namespace TinyTotIL.Compiler.Ir;

/// <summary>Which functions call which by number, and where such calls come back to their function.</summary>
/// <remarks>
/// Tail calls count as calls. Calls of function values are not followed: what they reach is not known here. Cycles are
/// found by Tarjan's algorithm ("Depth-First Search and Linear Graph Algorithms", 1972), kept on a stack of its own
/// because a program may nest calls as deep as it likes.
/// </remarks>
internal sealed class CallGraph
{
    private const int Unvisited = -1;

    private readonly ImmutableArray<int>[] _callees;
    private readonly bool[] _isRecursive;
    private readonly int[] _height;
    private readonly List<int> _bottomUp;

    /// <summary>Follows the calls of a program.</summary>
    /// <param name="module">The program.</param>
    public CallGraph(IrModule module)
    {
        _callees = [.. module.Functions.Select(FindCallees)];
        _isRecursive = new bool[_callees.Length];
        _height = new int[_callees.Length];
        _bottomUp = new List<int>(_callees.Length);
        FindCycles();
    }

    /// <summary>All functions, each after the functions it calls; those of a cycle stand together, in any order.</summary>
    public IReadOnlyList<int> BottomUp => _bottomUp;

    /// <summary>The functions a function calls, each once, in the order of their first calls.</summary>
    /// <param name="function">Its number.</param>
    public ImmutableArray<int> CalleesOf(int function) => _callees[function];

    /// <summary>Whether calls can lead from a function back to it.</summary>
    /// <param name="function">Its number.</param>
    public bool IsRecursive(int function) => _isRecursive[function];

    /// <summary>The most calls that can be under way at once below a call of a function; null when a cycle is below, or it is in one.</summary>
    /// <param name="function">Its number.</param>
    public int? HeightOf(int function) => _height[function] < 0 ? null : _height[function];

    private static ImmutableArray<int> FindCallees(IrFunction function)
    {
        var callees = new List<int>();
        var known = new HashSet<int>();
        foreach (var block in function.Blocks)
        {
            foreach (var instruction in block.Instructions)
            {
                if (instruction is IrInstruction.Call call && known.Add(call.Callee))
                {
                    callees.Add(call.Callee);
                }
            }

            if (block.Terminator is Terminator.TailCall tail && known.Add(tail.Callee))
            {
                callees.Add(tail.Callee);
            }
        }

        return [.. callees];
    }

    private void FindCycles()
    {
        int count = _callees.Length;
        var number = new int[count];
        var lowest = new int[count];
        var isOpen = new bool[count];
        var component = new Stack<int>();
        var path = new Stack<(int Function, int NextCallee)>();
        int time = 0;
        Array.Fill(number, Unvisited);
        for (int root = 0; root < count; root++)
        {
            if (number[root] == Unvisited)
            {
                Enter(root);
            }

            while (path.TryPop(out var top))
            {
                var (function, next) = top;
                if (next < _callees[function].Length)
                {
                    path.Push((function, next + 1));
                    Follow(function, _callees[function][next]);
                    continue;
                }

                if (lowest[function] == number[function])
                {
                    Close(function);
                }

                if (path.TryPeek(out var caller))
                {
                    lowest[caller.Function] = Math.Min(lowest[caller.Function], lowest[function]);
                }
            }
        }

        void Enter(int function)
        {
            number[function] = lowest[function] = time++;
            isOpen[function] = true;
            component.Push(function);
            path.Push((function, 0));
        }

        void Follow(int function, int callee)
        {
            if (number[callee] == Unvisited)
            {
                Enter(callee);
            }
            else if (isOpen[callee])
            {
                lowest[function] = Math.Min(lowest[function], number[callee]);
            }
        }

        void Close(int root)
        {
            bool isCycle = component.Peek() != root || _callees[root].Contains(root);
            int member;
            do
            {
                member = component.Pop();
                isOpen[member] = false;
                _isRecursive[member] = isCycle;
                _height[member] = isCycle ? -1 : HeightAbove(member);
                _bottomUp.Add(member);
            }
            while (member != root);
        }
    }

    private int HeightAbove(int function)
    {
        int height = 0;
        foreach (int callee in _callees[function])
        {
            if (_height[callee] < 0)
            {
                return -1;
            }

            height = Math.Max(height, _height[callee] + 1);
        }

        return height;
    }
}
