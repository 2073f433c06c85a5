using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>What .NET debuggers show of the context, which is the first argument of every compiled function.</summary>
/// <param name="context">The context.</param>
internal sealed class ContextView(ProcessContext context)
{
    /// <summary>The process that runs; null in a program without process instructions.</summary>
    public Process? Process => context.Process;

    /// <summary>Variables of the whole program, as Lisp has them.</summary>
    public NamedValue[] Globals =>
        [.. context.Image.Symbols.Globals.Zip(context.Globals, (name, value) => new NamedValue(name, value)).Where(global => !global.Value.IsUnset)];

    /// <summary>In code that runs on a stack machine, the variables of the current function.</summary>
    public Scope? Variables => context.Machine?.Frame;

    /// <summary>In code that runs on a stack machine, its operand stack, the topmost value first.</summary>
    public Value[] Stack =>
        context.Machine is { } machine ? [.. Enumerable.Range(0, machine.Height).Select(machine.Peek)] : [];
}
