using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Variables of frames that exist as tables of names at run time.</summary>
public static class FrameOperations
{
    /// <summary>Makes an empty frame.</summary>
    /// <param name="context">The context.</param>
    public static Scope New(ProcessContext context) => new();

    /// <summary>Sets a variable.</summary>
    /// <param name="context">The context.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="value">The value.</param>
    /// <param name="name">The variable.</param>
    public static void Set(ProcessContext context, Scope frame, Value value, string name) => frame.Set(name, value);

    /// <summary>Reads a variable, or raises <c>Undefined variable</c>.</summary>
    /// <param name="context">The context.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="name">The variable.</param>
    public static Value Get(ProcessContext context, Scope frame, string name)
    {
        if (!frame.TryGet(name, out var value))
        {
            context.Raise(ErrorText.UndefinedVariable(name));
        }

        return value;
    }

    /// <summary>Removes a variable; warns when there is none.</summary>
    /// <param name="context">The context.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="name">The variable.</param>
    public static void Delete(ProcessContext context, Scope frame, string name)
    {
        if (!frame.Remove(name))
        {
            VariableOperations.WarnUnknownDelete(context, name);
        }
    }

    /// <summary>Warns that DELETE found no variable, when a register read from it holds the unset mark.</summary>
    /// <param name="context">The context.</param>
    /// <param name="value">What the variable held.</param>
    /// <param name="name">The variable.</param>
    public static void WarnIfUnset(ProcessContext context, [MayBeUnset] Value value, string name)
    {
        if (value.IsUnset)
        {
            VariableOperations.WarnUnknownDelete(context, name);
        }
    }

    /// <summary>Runs an import and stores its exports in a frame.</summary>
    /// <param name="context">The context.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="module">Number of the module.</param>
    [Suspends]
    public static void Import(ProcessContext context, Scope frame, int module)
    {
        ModuleOperations.Import(context, module);
        if (context.Reductions < 0)
        {
            return;
        }

        foreach (var (name, value) in ModuleOperations.ExportsOf(context, module))
        {
            frame.Set(name, value);
        }
    }
}
