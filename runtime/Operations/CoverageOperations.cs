using System.Runtime.CompilerServices;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Operations;

/// <summary>What code that was compiled to count how often each instruction starts calls.</summary>
public static class CoverageOperations
{
    /// <summary>Counts instructions that are about to run one after the other.</summary>
    /// <param name="context">The context.</param>
    /// <param name="first">Index of the first.</param>
    /// <param name="end">Index behind the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Count(ProcessContext context, int first, int end)
    {
        // Nobody may want to know: code that counts can be called by any .NET program.
        if (context.Coverage is { } table)
        {
            table[first]++;
            table[end]--;
        }
    }

    /// <summary>Takes back what was counted ahead, when an instruction has failed and those behind it do not run.</summary>
    /// <param name="context">The context.</param>
    /// <param name="first">Index of the first that does not run.</param>
    /// <param name="end">Index behind the last.</param>
    public static void TakeBack(ProcessContext context, int first, int end)
    {
        if (context.Coverage is { } table)
        {
            table[first]--;
            table[end]++;
        }
    }
}
