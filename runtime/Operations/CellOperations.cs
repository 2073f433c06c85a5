using System.Runtime.CompilerServices;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Places of variables that closures share and that change.</summary>
public static class CellOperations
{
    /// <summary>MAKE_CELL.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="content">What it holds.</param>
    public static Value Make(ProcessContext context, Value content) => Value.From(new CellValue(content));

    /// <summary>UNSET_CELL.</summary>
    /// <param name="context">The running process.</param>
    public static Value MakeUnset(ProcessContext context) => Value.From(new CellValue(Value.Unset));

    /// <summary>CELL_GET: what a place holds.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="cell">The place.</param>
    /// <param name="name">The variable, for the error when it holds nothing yet.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Get(ProcessContext context, Value cell, string name) =>
        cell.Tag is CellValue place && !place.Content.IsUnset ? place.Content : RaiseNothing(context, cell, name);

    /// <summary>CELL_SET.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The value.</param>
    /// <param name="cell">The place.</param>
    public static void Set(ProcessContext context, Value value, Value cell)
    {
        if (cell.Tag is CellValue place)
        {
            Value.Replace(ref place.Content, value);
        }
        else
        {
            context.RaiseTypeMismatch("CELL_SET", "a cell", cell);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value RaiseNothing(ProcessContext context, Value cell, string name)
    {
        if (cell.Tag is CellValue)
        {
            context.Raise(ErrorText.UndefinedLispVariable(name));
        }
        else
        {
            context.RaiseTypeMismatch("CELL_GET", "a cell", cell);
        }

        return default;
    }
}
