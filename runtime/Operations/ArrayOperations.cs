using System.Runtime.CompilerServices;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Operations on lists of numbers that never leave a compiled function: to it, and to nobody else, they are arrays.</summary>
public static class ArrayOperations
{
    /// <summary>INDEX of a list of integers.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The elements.</param>
    /// <param name="index">The index from 0.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long IntAt(ProcessContext context, long[] list, long index)
    {
        if ((ulong)index < (ulong)list.Length)
        {
            return list[(int)index];
        }

        RaiseOutside(context, list.Length, index);
        return 0;
    }

    /// <summary>INDEX of a list of floats.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The elements.</param>
    /// <param name="index">The index from 0.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double FloatAt(ProcessContext context, double[] list, long index)
    {
        if ((ulong)index < (ulong)list.Length)
        {
            return list[(int)index];
        }

        RaiseOutside(context, list.Length, index);
        return 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RaiseOutside(ProcessContext context, int length, long index) => context.Raise(ErrorText.IndexOutOfBounds(index, length));
}
