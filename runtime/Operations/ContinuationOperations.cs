using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Capturing the rest of a computation, and going on with it.</summary>
public static class ContinuationOperations
{
    /// <summary>CALL_CC: calls a function with the rest of the computation, on an operand stack of its own.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="receiver">A function with one parameter.</param>
    /// <returns>What it leaves on top, or the value that CONTINUE gives.</returns>
    [Suspends]
    public static Value CallCc(ProcessContext context, Value receiver)
    {
        if (context.TryTakeDelivered(out var value))
        {
            return value;
        }

        Capture(context, receiver, isLast: false, isAtEnd: false);
        return default;
    }

    /// <summary>CALL_CC directly before RET, in code that may have been put into another function.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="receiver">A function with one parameter.</param>
    /// <returns>What it leaves on top, or the value that CONTINUE gives.</returns>
    [Suspends]
    public static Value CallCcAtEnd(ProcessContext context, Value receiver)
    {
        if (context.TryTakeDelivered(out var value))
        {
            return value;
        }

        Capture(context, receiver, isLast: false, isAtEnd: true);
        return default;
    }

    /// <summary>
    /// CALL_CC as the last thing a function does: the function leaves no frame behind, so that a loop of such calls takes no room. What arrives later is its
    /// result.
    /// </summary>
    /// <param name="context">The running process.</param>
    /// <param name="receiver">A function with one parameter.</param>
    /// <returns>Nothing: there is always something under way afterwards.</returns>
    public static Value CallCcLast(ProcessContext context, Value receiver)
    {
        Capture(context, receiver, isLast: true, isAtEnd: true);
        return default;
    }

    /// <summary>CONTINUE: drops the calls under way and goes on where a continuation was captured.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">What its CALL_CC results in.</param>
    /// <param name="continuation">The continuation.</param>
    public static void Continue(ProcessContext context, Value value, Value continuation)
    {
        if (Find(context, continuation) is { } captured)
        {
            context.Continue(captured, value);
        }
    }

    private static void Capture(ProcessContext context, Value receiver, bool isLast, bool isAtEnd)
    {
        if (receiver.Tag is FunctionValue { Prototype.Parameters.Length: 1 } function)
        {
            var continuation = new ContinuationValue(context);
            context.Capture(continuation, new ReceiverStart(function, continuation), isLast, isAtEnd);
        }
        else
        {
            context.RaiseTypeMismatch("CALL_CC", "a function with 1 parameter", receiver);
        }
    }

    /// <summary>The continuation that a value is; raises an error when it is none that the running process can go on with.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="continuation">The value.</param>
    internal static ContinuationValue? Find(ProcessContext context, Value continuation)
    {
        if (continuation.Tag is not ContinuationValue captured)
        {
            context.RaiseTypeMismatch("CONTINUE", "a continuation", continuation);
            return null;
        }

        if (captured.BelongsTo(context) && captured.IsOfModule(context))
        {
            return captured;
        }

        context.Raise(captured.BelongsTo(context)
            ? "CONTINUE cannot leave or enter the top level of a module that is being imported"
            : "a continuation can only be called by the process that captured it");
        return null;
    }
}
