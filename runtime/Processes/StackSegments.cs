using System.Runtime.CompilerServices;
using TinyTotIL.Runtime.Errors;

namespace TinyTotIL.Runtime.Processes;

/// <summary>Deep recursion: a program whose stack is nearly used up goes on upon another thread's stack while this one waits.</summary>
/// <remarks>
/// A .NET stack overflow cannot be caught, so compiled functions compare the address of a local with
/// <see cref="ProcessContext.StackLimit"/> and call <see cref="Continue"/> below it. Crossing costs about ten
/// microseconds; segments are large so that it is rare. The sum over all segments is what
/// <see cref="RuntimeLimits.StackBytes"/> bounds.
/// </remarks>
public static unsafe class StackSegments
{
    /// <summary>What may be used of a thread we did not make: .NET answers for 128 KB, three quarters of which stay in reserve.</summary>
    private const int BorrowedBytes = 32 * 1024;

    /// <summary>Less than this is not worth a segment: the next call would be back here.</summary>
    private const int LeastUsefulBytes = 16 * 1024;

    /// <summary>Prepares a context to run code on the thread that calls, which keeps most of its stack for itself.</summary>
    /// <param name="context">The process.</param>
    public static void EnterOnThisThread(ProcessContext context)
    {
        byte local;
        context.Stack.Base = (nint)(&local);
        context.Stack.WaitingBytes = 0;
        context.Stack.Current = null;
        context.StackLimit = RuntimeHelpers.TryEnsureSufficientExecutionStack() ? context.Stack.Base - BorrowedBytes : nint.MaxValue;
    }

    /// <summary>Runs a piece of program on a fresh stack segment and waits for it, or raises <c>Call stack overflow</c>.</summary>
    /// <remarks>What the piece needs travels in the context. A .NET exception in it comes out here.</remarks>
    /// <param name="context">The running process.</param>
    /// <param name="body">The piece.</param>
    public static void Continue(ProcessContext context, delegate*<ProcessContext, void> body)
    {
        byte local;
        var stack = context.Stack;
        var (limit, start, waiting, current) = (context.StackLimit, stack.Base, stack.WaitingBytes, stack.Current);
        long used = start == 0 ? 0 : Math.Max(0, start - (nint)(&local));
        long left = context.Limits.StackBytes - waiting - used;
        try
        {
            stack.WaitingBytes = waiting + used;
            if (left < LeastUsefulBytes || !TryRunOnNext(context, body, left))
            {
                context.Raise(ErrorText.CallStackOverflow);
            }
        }
        finally
        {
            context.StackLimit = limit;
            stack.Base = start;
            stack.WaitingBytes = waiting;
            stack.Current = current;
        }
    }

    /// <summary>Runs the top level of the module that <see cref="ProcessContext.Module"/> names, here or on a fresh segment.</summary>
    /// <param name="context">The running process.</param>
    internal static void RunBody(ProcessContext context)
    {
        byte local;
        if ((nint)(&local) < context.StackLimit || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            Continue(context, &RunBodyHere);
            return;
        }

        RunBodyHere(context);
    }

    /// <summary>Runs the same top level on a fresh segment in any case.</summary>
    /// <param name="context">The running process.</param>
    internal static void RunBodyOnSegment(ProcessContext context) => Continue(context, &RunBodyHere);

    /// <summary>Runs the same top level on the stack in use.</summary>
    /// <param name="context">The running process.</param>
    internal static void RunBodyHere(ProcessContext context)
    {
        var module = context.Image.Modules[context.Module.Module];
        var body = module.Body ?? throw new InvalidOperationException($"Module {module.Path} has no body.");
        body(context);
    }

    private static bool TryRunOnNext(ProcessContext context, delegate*<ProcessContext, void> body, long allowedBytes)
    {
        var stack = context.Stack;
        var current = stack.Current;
        var next = current is null ? stack.First : current.Next;

        // Twice at most: a segment made just now cannot have ended.
        for (bool isNew = false; ; isNew = true)
        {
            if (next is null || isNew)
            {
                next = StackSegment.TryCreate();
                if (next is null)
                {
                    return false;
                }

                if (current is null)
                {
                    stack.First = next;
                }
                else
                {
                    current.Next = next;
                }
            }

            stack.Current = next;
            if (next.TryRun(context, body, allowedBytes))
            {
                return true;
            }
        }
    }
}
