using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>What a process of Lisp begins with: its function and the variables of the whole program, without anything that another process can change.</summary>
/// <remarks>
/// Most programs keep only procedures and other values that cannot change in those variables. Then the processes share one array of them, until one sets a variable.
/// </remarks>
internal readonly struct ChildMemory
{
    private readonly Value[] _globals;
    private readonly bool _sharesGlobals;

    private ChildMemory(Value function, Value[] globals, bool sharesGlobals) => (Function, _globals, _sharesGlobals) = (function, globals, sharesGlobals);

    /// <summary>The function, or what else the process is to run.</summary>
    public Value Function { get; }

    /// <summary>Copies what can be changed. On the worker that runs the parent only.</summary>
    /// <param name="context">Raises an error for what cannot be copied; null for a caller that has no use for one.</param>
    /// <param name="parent">The process whose variables they are.</param>
    /// <param name="function">The function.</param>
    public static ChildMemory Of(ProcessContext? context, Process parent, Value function)
    {
        var globals = parent.Globals;
        parent.SharesGlobals = parent.SharesGlobals || Array.TrueForAll(globals, ValueCopier.IsShared);
        if (parent.SharesGlobals && ValueCopier.IsShared(function))
        {
            return new ChildMemory(function, globals, sharesGlobals: true);
        }

        var copier = new ValueCopier();
        var copy = copier.Copy(function);
        var copies = parent.SharesGlobals ? globals : Array.ConvertAll(globals, copier.Copy);
        copier.Finish(context);
        return new ChildMemory(copy, copies, parent.SharesGlobals);
    }

    /// <summary>Gives a process that has not begun its variables.</summary>
    /// <param name="child">The process.</param>
    public void GiveTo(Process child) => (child.Globals, child.SharesGlobals) = (_globals, _sharesGlobals);
}
