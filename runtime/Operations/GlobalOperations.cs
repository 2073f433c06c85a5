using System.Runtime.CompilerServices;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Variables of the whole program, by the number of their slot.</summary>
public static class GlobalOperations
{
    /// <summary>LOAD_GLOBAL.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="slot">Number of the variable.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Load(ProcessContext context, int slot)
    {
        var globals = context.Globals;
        return (uint)slot < (uint)globals.Length && globals[slot] is { IsUnset: false } value ? value : RaiseUndefined(context, slot);
    }

    /// <summary>DEFINE_GLOBAL.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The value.</param>
    /// <param name="slot">Number of the variable.</param>
    public static void Define(ProcessContext context, Value value, int slot)
    {
        if (slot >= context.Globals.Length || context.SharesGlobals)
        {
            context.GrowGlobals();
        }

        context.Globals[slot] = value;
    }

    /// <summary>SET_GLOBAL.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The value.</param>
    /// <param name="slot">Number of the variable.</param>
    public static void Set(ProcessContext context, Value value, int slot)
    {
        var globals = context.Globals;
        if (slot < globals.Length && !globals[slot].IsUnset)
        {
            if (context.SharesGlobals)
            {
                context.GrowGlobals();
                globals = context.Globals;
            }

            Value.Replace(ref globals[slot], value);
        }
        else
        {
            RaiseUndefined(context, slot);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value RaiseUndefined(ProcessContext context, int slot)
    {
        context.Raise(ErrorText.UndefinedLispVariable(context.Image.Globals.NameOf(slot)));
        return default;
    }
}
